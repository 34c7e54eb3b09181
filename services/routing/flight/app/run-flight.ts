import { admit, advance, emptyAdmission, park, type FlightTerms } from '#libs/messaging/index';
import { appendAudit, type AuditLine } from '#libs/platform/audit/audit';
import { claimBatch, settleBatch, type Ticket } from '#libs/platform/database/command-batch';
import type { Tx } from '#libs/platform/database/database';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { datesAround } from '../../copies/domain/roster-copy';
import { readRosters } from '../../copies/store/roster-copy';
import type { Decided } from '../../decision/store/save-decisions';
import type { Rosters } from '../../copies/domain/roster-copy';
import { handingOver } from '../../continuity/domain/hand-over-talks';
import { readSessionsOf } from '../../presence/store/running-sessions';
import { missedIn } from '../../offers/domain/miss-offers';
import { restsWhoMissed } from '../../offers/domain/rest-who-missed';
import { usesRosters } from '../../rules/domain/routing-rules';
import { isUnfinished } from '../../queue/domain/drain';
import { refreshWake } from '../../queue/domain/refresh-wake';
import { loadHeads } from '../../queue/store/load-heads';
import { loadPlacements } from '../../queue/store/load-placements';
import { openShop } from '../domain/open-shop';
import { newShopChange } from '../domain/shop-change';
import type { ShopState } from '../domain/shop-state';
import { forgetErased } from '../store/forget-erased';
import { loadShops } from '../store/load-shops';
import { createShops, lockShops } from '../store/lock-shops';
import type { ShopRow } from '../store/shop-state-table';
import { applyInputs, sessionKeys, type InputResult } from './apply-inputs';
import { shopOf, type Input } from './input';
import { saveChanges } from './save-changes';
import type { ShopCache } from './shop-cache';

export type FlightDeps = Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'> & {
  readonly cache: ShopCache;
  readonly random: () => number;
  readonly limited: readonly string[];
};

export interface Landed {
  readonly results: readonly (InputResult | Refusal)[];
  readonly decided: readonly Decided[];
  /** Shops with more to drain than one flight carries. */
  readonly unfinished: readonly string[];
}

const consumerName = 'routing';

/** Shops that events name and nobody has heard of. */
class UnknownShops extends Error {
  constructor(readonly shopIds: readonly string[]) {
    super('Shops without a row');
  }
}

/**
 * One flight: everything that waits, in one transaction. It locks the shops and the inbox, decides on copies that have the locked versions, applies the
 * inputs in order and writes one statement per table. All or nothing: when it does not commit, its copies are gone too.
 */
export async function runFlight(deps: FlightDeps, inputs: readonly Input[], { lockMs }: FlightTerms): Promise<Landed> {
  const shops = [...new Set(inputs.map(shopOf))].sort();
  const run = (): Promise<Landed> => deps.db.transaction(shops, (tx) => flyOnce(tx, deps, shops, inputs), { lockMs });
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnknownShops)) throw error;
    await deps.db.transaction(shops, async (tx) => createShops(tx, error.shopIds), { lockMs });
    return run();
  }
}

async function flyOnce(tx: Tx, deps: FlightDeps, shops: readonly string[], inputs: readonly Input[]): Promise<Landed> {
  const keys = inputs.map((input) => (input.kind === 'command' ? input.key : null));
  const events = inputs.flatMap((input) => (input.kind === 'event' ? [input.event] : []));
  // All asked for at once: each statement sees what the locks before it have waited for.
  const [rows, admission, placements, tickets, rosters] = await Promise.all([
    lockShops(tx, shops),
    events.length === 0 ? emptyAdmission : admit(tx, consumerName, events),
    loadPlacements(tx, sessionKeys(inputs)),
    claimBatch<object>(tx, keys),
    readRosters(tx, shopsWithRoster(inputs), datesAround(deps.clock.now())),
  ]);
  refuseUnknown(rows, events);
  forgetErased(tx, events);
  const states = await statesOf(tx, deps, rows);
  const now = deps.clock.now();
  const onShift = await readRosters(tx, shopsThatAsk(states, now), datesAround(now));
  const handed = await loadPlacements(tx, await readSessionsOf(tx, giversIn(states, onShift, now)));
  const readFor = (shopId: string) => ({
    placements: [...(handed.get(shopId) ?? []), ...(placements.get(shopId) ?? [])],
    rosters: rosters.get(shopId) ?? onShift.get(shopId),
  });
  const changes = new Map(states.map((state) => [state.shopId, newShopChange(state, now, deps.random, readFor(state.shopId))]));
  for (const change of changes.values()) openShop(change);
  const results = applyInputs(inputs, { changes, tickets, admission });
  for (const change of changes.values()) refreshWake(change);
  appendAudit(tx, linesOf(tickets, results));
  advance(tx, consumerName, admission);
  const [decided, answers] = await Promise.all([
    saveChanges(tx, deps, [...changes.values()]),
    completeAnswers(tx, inputs, tickets, results).then((completed) => {
      settleBatch(tx, keys, tickets, completed, (result) => (result.kind === 'answer' ? result.answer : {}));
      return completed;
    }),
    park(tx, consumerName, deps.outbox, admission.park),
  ]);
  tx.afterCommit(() => deps.cache.put(states));
  return { results: answers, decided, unfinished: states.filter(isUnfinished).map(({ shopId }) => shopId) };
}

/** Shops of which a command asks who is on shift. */
const shopsWithRoster = (inputs: readonly Input[]): string[] => [
  ...new Set(inputs.flatMap((input) => (input.kind === 'command' && input.needsRoster ? [input.shopId] : []))),
];

/** Shops whose settings ask who is on shift, and those in which somebody may be set to REST now. */
const shopsThatAsk = (states: readonly ShopState[], now: Date): string[] =>
  states
    .filter((state) => usesRosters(state.rules) || (restsWhoMissed(state) && missedIn(state, now).length > 0))
    .map(({ shopId }) => shopId);

/** Agents whose talks are to be handed over now, since their shift is about to end. */
const giversIn = (states: readonly ShopState[], rosters: ReadonlyMap<string, Rosters>, now: Date) =>
  states.flatMap((state) => {
    const onShift = rosters.get(state.shopId);
    return onShift ? handingOver(state, onShift, now).map(({ id: agentId }) => ({ shopId: state.shopId, agentId })) : [];
  });

/** The audit lines of what was done here; a command that was repeated has left its line. */
const linesOf = (tickets: readonly Ticket<object>[], results: readonly (InputResult | Refusal)[]): AuditLine[] =>
  results.flatMap((result, index) =>
    tickets[index]!.kind === 'run' && !isRefusal(result) && result.kind === 'answer' && result.line ? [result.line] : [],
  );

/** An event may come before its shop's snapshot, so it creates the shop; a command does not. */
function refuseUnknown(rows: readonly ShopRow[], events: readonly { readonly shopId: string }[]): void {
  const known = new Set(rows.map(({ id }) => id));
  const unknown = [...new Set(events.map(({ shopId }) => shopId))].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new UnknownShops(unknown);
}

/** The shops' states under their locks: from memory where the version is the row's, else from the database. */
async function statesOf(tx: Tx, { cache, limited }: FlightDeps, rows: readonly ShopRow[]): Promise<ShopState[]> {
  const kept = rows.map((row) => cache.take(row.id, row.version));
  const stale = rows.filter((_, index) => kept[index] === undefined);
  const loaded = stale.length === 0 ? [] : await loadShops(tx, stale, limited);
  const remembered = kept.filter((state) => state !== undefined);
  await loadHeads(tx, remembered);
  return [...remembered, ...loaded];
}

/** Answers that say something of what was written are completed by a read behind it; one that is repeated was completed the first time. */
function completeAnswers(
  tx: Tx,
  inputs: readonly Input[],
  tickets: readonly Ticket<object>[],
  results: readonly (InputResult | Refusal)[],
): Promise<(InputResult | Refusal)[]> {
  const complete = async (result: InputResult | Refusal, index: number): Promise<InputResult | Refusal> => {
    const input = inputs[index]!;
    if (input.kind !== 'command' || !input.complete || tickets[index]!.kind === 'repeat') return result;
    if (isRefusal(result) || result.kind !== 'answer') return result;
    return { kind: 'answer', answer: await input.complete(tx, result.answer) };
  };
  return Promise.all(results.map(complete));
}
