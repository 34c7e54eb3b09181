import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import type { Buyer } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { readBuyers } from '../../conversation/store/read-buyers';
import { changeProfile, type ProfileChange } from '../domain/buyer-profile';
import { profilesOf, saveProfile } from '../store/profiles';
import { buyerFact } from './buyer-fact';

export interface ProfileDeps extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox'> {
  readonly buyers: BuyerDirectory;
}

export interface ProfileInput extends CommandInput, ProfileChange {
  readonly buyer: BuyerName;
}

/** Somebody of the shop writes down what they have learnt of a buyer (CARE-13). */
export async function saveBuyerProfile(deps: ProfileDeps, command: Command<ProfileInput>): Promise<Buyer> {
  const { shopId, key, input, trigger, caller } = command;
  const named = await deps.buyers.identify(shopId, input.buyer);
  return deps.db.transaction([shopId], async (tx) => {
    await once(tx, key, async () => {
      meetBuyers(tx, { named: [named], known: [], sessions: [] });
      const [known, cases] = await Promise.all([profilesOf(tx, [named.id]), loadCases(tx, { buyers: [named.id], sessions: [] })]);
      const [before, now] = [known.get(named.id) ?? null, deps.clock.now()];
      const after = { ...changeProfile(before, input), buyerId: named.id, changedAt: now, changedBy: caller.account };
      saveProfile(tx, shopId, after);
      const shown = { profileChangedAt: before?.changedAt ?? null };
      audit(tx, command, { at: now, on: { kind: 'BUYER', id: named.id }, before: shown, after: { profileChangedAt: now } });
      await deps.outbox.append(tx, [buyerFact(trigger, deps.newId(), cases, { id: named.id, shopId, change: 'PROFILE', at: now })]);
      return named.id;
    });
    return (await readBuyers(tx, [named.id]))[0]!;
  });
}
