import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { AppError } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Buyer } from '../../conversation/domain/session';
import { readBuyers } from '../../conversation/store/read-buyers';
import { unknownBuyer } from '../../profiles/app/merge-buyers';
import { identitiesOf } from '../../profiles/store/identities';
import { gatherBuyers, messagesOfBuyers, mostMessages } from '../store/gather';
import type { ErasureDeps, NamedInput } from './erase-buyer';

export interface Exported {
  readonly buyer: Buyer;
  readonly json: string;
}

/** All that is held of a person, in all identities, as JSON. Under its commandId only that it was done is kept: repeated, it is read anew. */
export async function exportBuyer(
  deps: Pick<ErasureDeps, 'db' | 'clock' | 'buyers' | 'uploads'>,
  command: Command<NamedInput>,
): Promise<Exported> {
  const { shopId, key, input } = command;
  const { id } = await deps.buyers.identify(shopId, input.buyer);
  return deps.db.transaction([shopId], async (tx) => {
    const identities = (await identitiesOf(tx, [id])).get(id) ?? unknownBuyer('buyer');
    const [[buyer], messages] = await Promise.all([readBuyers(tx, [id]), messagesOfBuyers(tx, identities)]);
    if (messages > mostMessages) throw tooLarge;
    const at = deps.clock.now();
    await once(tx, key, () => {
      audit(tx, command, { at, on: { kind: 'BUYER', id }, before: null, after: { exportedAt: at } });
      return Promise.resolve(true);
    });
    const content = await gatherBuyers(tx, identities);
    const attachments = content.attachments.map((each) => ({ ...each, url: deps.uploads.linkOf(shopId, each) }));
    return { buyer: buyer ?? unknownBuyer('buyer'), json: JSON.stringify({ exportedAt: at, shopId, ...content, attachments }) };
  });
}

const tooLarge = new AppError('EXPORT_TOO_LARGE', 'The buyer has too many messages for one answer.', {
  field: 'buyer',
  expected: `a buyer with at most ${mostMessages} messages`,
});
