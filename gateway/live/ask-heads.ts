import { furthest, type Positions } from '#libs/contracts/index';
import type { PassportSigner } from '#libs/platform/access/passport';
import { ownTrace } from '#libs/platform/trace-context';
import { Heard } from '../heard';
import type { SubgraphDataSource } from '../subgraph-data-source';

/** How far all streams of a shop are. Those of a service that does not answer are missing. */
export type AskHeads = (shop: string) => Promise<Positions>;

const limitMs = 2_000;

/** Each service is asked, by the gateway in its own name, how far its streams are. */
export function askHeads(services: readonly Pick<SubgraphDataSource, 'process'>[], passports: PassportSigner): AskHeads {
  return async (shop) => {
    const caller = { subject: 'gateway', shop, account: null, roles: [], imEnabled: false, permissions: [] };
    const passport = await passports.sign(caller);
    const heads = await Promise.all(
      services.map(async (service) => {
        const heard = new Heard();
        const context = {
          caller,
          callerName: 'gateway',
          passport,
          traceparent: ownTrace(),
          answerBy: performance.now() + limitMs,
          tellPositions: true,
          heard,
        } as const;
        await service.process({ request: { query: '{ __typename }' }, context });
        return heard.told()?.positions ?? {};
      }),
    );
    return heads.reduce(furthest, {});
  };
}
