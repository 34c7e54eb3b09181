import DataLoader from 'dataloader';
import { z } from 'zod';
import { readAccounts } from '#libs/platform/access/access';
import type { PassportSigner } from '#libs/platform/access/passport';
import { serviceUnavailable } from '#libs/platform/errors';
import { ownTrace } from '#libs/platform/trace-context';
import type { SubgraphDataSource } from './subgraph-data-source';

/** The shop service, and the means to ask it in the gateway's own name. */
export interface AskedShop {
  readonly shopService: Pick<SubgraphDataSource, 'process'>;
  readonly passports: PassportSigner;
}

/** What the gateway wants to know of things that the shop service has. */
interface Question<K, V> {
  /** Selects from `_entities(representations: $representations)`. */
  readonly selection: string;
  readonly representation: (key: K) => { readonly __typename: string };
  readonly answer: z.ZodType<V | null>;
}

/** Longer than the shop service takes, short enough for the rest of a request. */
const limitMs = 2_000;

/**
 * Asks the shop service: once for all things of a shop that are looked for in one turn of the event loop. Null is what it does not have; when it does not
 * say, that is SERVICE_UNAVAILABLE.
 */
export function askShop<K extends { readonly shop: string | null }, V>(
  { shopService, passports }: AskedShop,
  { selection, representation, answer }: Question<K, V>,
): (key: K) => Promise<V | null> {
  const query = `query Gateway($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
  const whole = z.object({ data: z.object({ _entities: z.array(answer.nullable()) }), errors: z.undefined().optional() });
  const ask = async (shop: string | null, keys: readonly K[]): Promise<readonly (V | null)[]> => {
    const caller = { subject: 'gateway', shop, account: null, roles: [], imEnabled: false, permissions: [readAccounts] };
    const context = {
      caller,
      passport: await passports.sign(caller),
      traceparent: ownTrace(),
      answerBy: performance.now() + limitMs,
    };
    const variables = { representations: keys.map(representation) };
    const parsed = whole.safeParse(await shopService.process({ request: { query, variables }, context }));
    if (!parsed.success) throw serviceUnavailable('The shop service', parsed.error);
    return parsed.data.data._entities;
  };
  const loader = new DataLoader<K, V | null>(
    async (keys) => {
      const answers = new Map<K, V | null | Error>();
      await Promise.all(
        [...new Set(keys.map(({ shop }) => shop))].map(async (shop) => {
          const ofShop = keys.filter((key) => key.shop === shop);
          const found = await ask(shop, ofShop).catch((error: Error) => error);
          ofShop.forEach((key, at) => answers.set(key, found instanceof Error ? found : (found[at] ?? null)));
        }),
      );
      return keys.map((key) => answers.get(key) ?? null);
    },
    { cache: false, batchScheduleFn: (start) => void setImmediate(start) },
  );
  return (key) => loader.load(key);
}
