import { admit, advance, park, type Admission } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database';
import type { Deps } from '#libs/service/run-service';
import { isUnfinished } from '../domain/drain';
import { newDraft, type Draft } from '../domain/draft';
import { openFlight } from '../domain/open-flight';
import type { ShopState } from '../domain/shop-state';
import { loadFronts } from '../store/load-fronts';
import { loadShops } from '../store/load-shops';
import { loadStandings } from '../store/load-standings';
import { lockShops } from '../store/lock-shops';
import type { Decided } from '../store/save-decisions';
import { applyInputs, sessionKeys, type InputResult } from './apply-inputs';
import { claimFlight } from './flight-commands';
import { shopsOf, type AgentCommand, type Input } from './input';
import { landFlight } from './land-flight';
import type { ShopCopies } from './shop-copies';

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
export function fly(deps: FlightDeps, inputs: readonly Input[]): Promise<Landed> {
  const shops = [...new Set(inputs.flatMap(shopsOf))].sort();
  return deps.db.transaction(shops, async (tx) => {
    const states = await boardShops(tx, deps.copies, shops, inputs);
    const admission = await admitEvents(tx, inputs);
    const standings = await loadStandings(tx, sessionKeys(admission.fresh));
    const commands = await claimFlight(tx, inputs.filter(isCommand));
    const now = deps.clock.now();
    const drafts = new Map(states.map((state) => [state.shopId, newDraft(state, now, deps.random, standings.get(state.shopId))]));
    for (const draft of drafts.values()) openFlight(draft);
    const results = applyInputs(inputs, { drafts, commands, admission });
    const decided = await landFlight(tx, deps, [...drafts.values()]);
    await park(tx, consumerName, deps.outbox, admission.park);
    await advance(tx, consumerName, admission);
    await commands.settle(tx);
    tx.afterCommit(() => deps.copies.put(states));
    return { results, decided, unfinished: unfinishedOf(drafts) };
  });
}

/** The shops' states under their locks: from memory where the version is the row's, else from the database. */
async function boardShops(tx: Tx, copies: ShopCopies, shops: readonly string[], inputs: readonly Input[]): Promise<ShopState[]> {
  const creates = new Set(inputs.filter(({ kind }) => kind === 'events').flatMap(shopsOf));
  const rows = [...(await lockShops(tx, shops, creates)).values()];
  const kept = rows.map((row) => copies.take(row.id, row.version));
  const stale = rows.filter((_, index) => kept[index] === undefined);
  const loaded = stale.length === 0 ? [] : await loadShops(tx, stale);
  const remembered = kept.filter((state) => state !== undefined);
  await loadFronts(tx, remembered);
  return [...remembered, ...loaded];
}

const nothing: Admission = { fresh: [], duplicates: [], park: [], gaps: [], positions: [] };

async function admitEvents(tx: Tx, inputs: readonly Input[]): Promise<Admission> {
  const events = inputs.flatMap((input) => (input.kind === 'events' ? input.events : []));
  return events.length === 0 ? nothing : admit(tx, consumerName, events);
}

const isCommand = (input: Input): input is AgentCommand => input.kind === 'set-presence' || input.kind === 'set-capacity';

const unfinishedOf = (drafts: ReadonlyMap<string, Draft>): string[] =>
  [...drafts.values()].filter(({ state }) => isUnfinished(state)).map(({ state }) => state.shopId);
