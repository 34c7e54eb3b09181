import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { BuyerName } from '../../conversation/app/buyer-directory';
import type { Buyer } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { readBuyers } from '../../conversation/store/read-buyers';
import { decideMerge } from '../domain/merge-buyers';
import { identitiesOf, pointTo } from '../store/identities';
import { buyerFact } from './buyer-fact';
import type { ProfileDeps } from './save-profile';

export interface MergeInput extends CommandInput {
  readonly buyer: BuyerName;
  readonly other: BuyerName;
}

export interface Merged {
  readonly buyer: Buyer;
  /** Both have an open session; each stays as it is. */
  readonly bothOpen: boolean;
}

/**
 * Somebody of the shop says that two identities are one person: what is known of either is shown with both. Their sessions stay apart, since an answer goes out
 * on the channel on which the buyer wrote (INV-1 holds for each identity).
 */
export async function mergeBuyers(deps: ProfileDeps, command: Command<MergeInput>): Promise<Merged> {
  const { shopId, key, input, trigger } = command;
  const names = [input.buyer, input.other];
  const [kept, other] = await deps.buyers.identifyAll(shopId, names, (index) => `${index === 0 ? 'buyer' : 'other'}.channel`);
  if (!kept || !other) throw new Error('Two buyers were named');
  return deps.db.transaction([shopId], async (tx) => {
    const bothOpen = await once(tx, key, async () => {
      meetBuyers(tx, { named: [], known: [...new Set([kept.id, other.id])], sessions: [] });
      const [found, cases, identities] = await Promise.all([
        readBuyers(tx, [kept.id, other.id]),
        loadCases(tx, { buyers: [kept.id, other.id], sessions: [] }),
        identitiesOf(tx, [other.id]),
      ]);
      const of = (id: string, field: string): Buyer => found.find((buyer) => buyer.id === id) ?? unknownBuyer(field);
      const before = of(other.id, 'other');
      const hasOthers = before.mergedInto === null && (identities.get(other.id)?.length ?? 1) > 1;
      granted(decideMerge(of(kept.id, 'buyer'), { ...before, hasOthers }));
      const now = deps.clock.now();
      pointTo(tx, other.id, kept.id);
      const shown = { before: { mergedInto: before.mergedInto }, after: { mergedInto: kept.id } };
      audit(tx, command, { at: now, on: { kind: 'BUYER', id: other.id }, ...shown });
      const fact = (id: string, otherId: string) =>
        buyerFact(trigger, deps.newId(), cases, { id, otherId, shopId, change: 'MERGED', at: now });
      await deps.outbox.append(tx, [fact(kept.id, other.id), fact(other.id, kept.id)]);
      return new Set(cases.sessions.map(({ session }) => session.buyerId)).size > 1;
    });
    return { buyer: await present(tx, kept.id), bothOpen };
  });
}

/** Takes a merge back: what is known of either is shown with it alone again. Nothing happens to one who is part of none. */
export async function unmergeBuyer(deps: ProfileDeps, command: Command<CommandInput & { readonly buyer: BuyerName }>): Promise<Buyer> {
  const { shopId, key, input, trigger } = command;
  const named = await deps.buyers.identify(shopId, input.buyer);
  return deps.db.transaction([shopId], async (tx) => {
    await once(tx, key, async () => {
      meetBuyers(tx, { named: [], known: [named.id], sessions: [] });
      const [[before], cases] = await Promise.all([readBuyers(tx, [named.id]), loadCases(tx, { buyers: [named.id], sessions: [] })]);
      const { mergedInto } = before ?? unknownBuyer('buyer');
      const now = deps.clock.now();
      pointTo(tx, named.id, null);
      audit(tx, command, { at: now, on: { kind: 'BUYER', id: named.id }, before: { mergedInto }, after: { mergedInto: null } });
      if (mergedInto !== null)
        await deps.outbox.append(tx, [
          buyerFact(trigger, deps.newId(), cases, { id: named.id, otherId: mergedInto, shopId, change: 'UNMERGED', at: now }),
        ]);
      return named.id;
    });
    return present(tx, named.id);
  });
}

async function present(tx: Tx, id: string): Promise<Buyer> {
  const [buyer] = await readBuyers(tx, [id]);
  return buyer ?? unknownBuyer('buyer');
}

export function unknownBuyer(field: string): never {
  throw new AppError('BUYER_NOT_FOUND', 'Nobody has heard of this buyer.', {
    field,
    expected: 'a buyer who has written, or of whom something is known',
  });
}
