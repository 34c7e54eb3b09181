import { audit } from '#libs/platform/audit/audit';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { once } from '#libs/platform/database/command-results';
import { accountNotFound, AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import type { Buyer } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { readBuyers } from '../../conversation/store/read-buyers';
import { findAccount } from '../../copies/store/account-copy';
import { buyerFact, type BuyerChange } from '../../profiles/app/buyer-fact';
import { block, unblock, type DecideMarks } from '../domain/block';
import type { BuyerMarks } from '../domain/buyer-marks';
import { giveAgent } from '../domain/exclusive-agent';
import { saveMarks } from '../store/save-marks';

export interface MarkDeps extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox'> {
  readonly buyers: BuyerDirectory;
}

export interface NamedBuyerInput extends CommandInput {
  readonly buyer: BuyerName;
}

/** Somebody of the shop blocks a buyer, and says why (RES-69). */
export const blockBuyer = (deps: MarkDeps, command: Command<NamedBuyerInput & { readonly reason: string | null }>): Promise<Buyer> =>
  markBuyer(deps, command, 'BLOCKED', block(accountOf(command), command.input.reason));

/** Lets a buyer in again. */
export const unblockBuyer = (deps: MarkDeps, command: Command<NamedBuyerInput>): Promise<Buyer> =>
  markBuyer(deps, command, 'UNBLOCKED', unblock);

/** Gives a buyer an agent of their own, or none (RTE-52). Waits up to 2 s for an account that is not known here yet. */
export async function setExclusiveAgent(
  deps: MarkDeps,
  command: Command<NamedBuyerInput & { readonly agentId: string | null }>,
): Promise<Buyer> {
  const { shopId, input } = command;
  const { agentId } = input;
  if (agentId === null) return markBuyer(deps, command, 'EXCLUSIVE_AGENT', giveAgent(null));
  const agent = await awaitCopy(() => deps.readDb.transaction([shopId], (tx) => findAccount(tx, agentId)));
  if (agent === undefined) throw accountNotFound('agentId', { retryable: true });
  return markBuyer(deps, command, 'EXCLUSIVE_AGENT', giveAgent(agent));
}

/** One decision about a buyer, made where the buyer is held; nobody need have heard of them before. Answers the buyer as they are then. */
async function markBuyer(deps: MarkDeps, command: Command<NamedBuyerInput>, change: BuyerChange, decide: DecideMarks): Promise<Buyer> {
  const { shopId, key, input } = command;
  const named = await deps.buyers.identify(shopId, input.buyer);
  return deps.db.transaction([shopId], async (tx) => {
    await once(tx, key, async () => {
      meetBuyers(tx, { named: [named], known: [], sessions: [] });
      const [found, cases] = await Promise.all([readBuyers(tx, [named.id]), loadCases(tx, { buyers: [named.id], sessions: [] })]);
      const before = met(found);
      const now = deps.clock.now();
      const { marks } = granted(decide(before, now));
      saveMarks(tx, named, marks);
      audit(tx, command, { at: now, on: { kind: 'BUYER', id: named.id }, before: shown(before), after: shown(marks) });
      await deps.outbox.append(tx, [buyerFact(command.trigger, deps.newId(), cases, { id: named.id, shopId, change, at: now })]);
      return named.id;
    });
    return met(await readBuyers(tx, [named.id]));
  });
}

const shown = ({ exclusiveAgentId, block: set }: BuyerMarks) => ({
  exclusiveAgentId,
  blockedAt: set?.since ?? null,
  blockedBy: set?.by ?? null,
});

function met([buyer]: readonly Buyer[]): Buyer {
  if (!buyer) throw new Error('A buyer was met and is not there');
  return buyer;
}

function accountOf({ caller: { account } }: Command<unknown>): string {
  if (account === null)
    throw new AppError('FORBIDDEN', 'Only an account of the shop can block a buyer.', { expected: 'the token of an account' });
  return account;
}
