import { admit, advance, park, type Admission, type FlightTerms } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { isUnfinished } from '../../queue/domain/drain';
import { newDraft, type Draft } from '../domain/shop-change';
import { openFlight } from '../domain/open-flight';
import type { ShopState } from '../domain/shop-state';
import { loadFronts } from '../../queue/store/load-fronts';
import { loadShops } from '../store/load-shops';
import { loadStandings } from '../../queue/store/load-placements';
import { lockShops, type ShopRow } from '../store/lock-shops';
import type { Decided } from '../../decision/store/save-decisions';
import { applyInputs, sessionKeys, type InputResult } from './apply-inputs';
import { claimFlight } from './flight-commands';
import { shopsOf, type AgentCommand, type Input } from './input';
import { landFlight } from './land-flight';
import type { ShopCopies } from './shop-cache';

export type FlightDeps = Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'> & { readonly copies: ShopCopies; readonly random: () => number };

export interface Landed {
  readonly results: readonly InputResult[];
  readonly decided: readonly Decided[];
  /** Shops with more to drain than one flight carries. */
  readonly unfinished: readonly string[];
}

export const consumerName = 'routing';

/**
 * One flight: everything that waits, in one transaction. It locks the shops and the inbox, decides on copies that have the locked versions, applies the
 * inputs in order and writes one statement per table. All or nothing: when it does not commit, its copies are gone too.
 */
export function fly(deps: FlightDeps, inputs: readonly Input[], { lockMs }: FlightTerms): Promise<Landed> {
  const shops = [...new Set(inputs.flatMap(shopsOf))].sort();
  const work = async (tx: Tx): Promise<Landed> => {
    const { states, admission, standings, commands } = await board(tx, deps.copies, shops, inputs);
    const now = deps.clock.now();
    const drafts = new Map(states.map((state) => [state.shopId, newDraft(state, now, deps.random, standings.get(state.shopId))]));
    for (const draft of drafts.values()) openFlight(draft);
    const results = applyInputs(inputs, { drafts, commands, admission });
    advance(tx, consumerName, admission);
    commands.settle(tx);
    const [decided] = await Promise.all([landFlight(tx, deps, [...drafts.values()]), park(tx, consumerName, deps.outbox, admission.park)]);
    tx.afterCommit(() => deps.copies.put(states));
    return { results, decided, unfinished: unfinishedOf(drafts) };
  };
  return deps.db.transaction(shops, work, { lockMs });
}

/** Locks the shops and the inbox and reads what the inputs are about, all asked for at once: each statement sees what the locks before it have waited for. */
async function board(tx: Tx, copies: ShopCopies, shops: readonly string[], inputs: readonly Input[]) {
  const events = inputs.flatMap((input) => (input.kind === 'events' ? input.events : []));
  const keys = sessionKeys(events);
  const [locked, admission, early, commands] = await Promise.all([
    lockShops(tx, shops, new Set(events.map((event) => event.shopId))),
    events.length === 0 ? nothing : admit(tx, consumerName, events),
    loadStandings(tx, keys),
    claimFlight(tx, inputs.filter(isCommand)),
  ]);
  const states = await statesOf(tx, copies, [...locked.rows.values()]);
  // A shop that had no row yet was not locked when the standings were read.
  const standings = locked.created ? await loadStandings(tx, keys) : early;
  return { states, admission, standings, commands };
}

/** The shops' states under their locks: from memory where the version is the row's, else from the database. */
async function statesOf(tx: Tx, copies: ShopCopies, rows: readonly ShopRow[]): Promise<ShopState[]> {
  const kept = rows.map((row) => copies.take(row.id, row.version));
  const stale = rows.filter((_, index) => kept[index] === undefined);
  const loaded = stale.length === 0 ? [] : await loadShops(tx, stale);
  const remembered = kept.filter((state) => state !== undefined);
  await loadFronts(tx, remembered);
  return [...remembered, ...loaded];
}

const nothing: Admission = { fresh: [], duplicates: [], park: [], gaps: [], positions: [] };

const isCommand = (input: Input): input is AgentCommand => input.kind === 'set-presence' || input.kind === 'set-capacity';

const unfinishedOf = (drafts: ReadonlyMap<string, Draft>): string[] =>
  [...drafts.values()].filter(({ state }) => isUnfinished(state)).map(({ state }) => state.shopId);
