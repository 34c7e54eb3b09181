import type { Tx } from '#libs/platform/database/database';
import { hasChanges, hasMoved, type Draft } from '../domain/shop-change';
import { saveAccountCopies, saveAgents } from '../../presence/store/save-agents';
import { saveDecisions, type Decided } from '../../decision/store/save-decisions';
import { saveReception } from '../../copies/store/schedule-copy';
import { saveSessions } from '../../queue/store/save-placements';
import { saveReceptionDeadlines, saveSettings, saveShops } from '../store/save-shops';
import { routedEvent, statusEvent } from './facts-of-flight';
import type { FlightDeps } from './fly';

/** Writes what a flight has changed, one statement per table, and tells it. Answers the decisions with the ids they got. */
export async function landFlight(tx: Tx, deps: Pick<FlightDeps, 'newId' | 'outbox'>, drafts: readonly Draft[]): Promise<Decided[]> {
  const changed = drafts.filter(hasChanges);
  if (changed.length === 0) return [];
  const decided = changed.flatMap((draft) => decidedBy(draft, deps));
  const written = saveShops(tx, changed);
  saveSettings(
    tx,
    changed
      .filter(({ settingsChanged }) => settingsChanged)
      .flatMap(({ state }) => (state.settings ? [{ shopId: state.shopId, settings: state.settings }] : [])),
  );
  saveAccountCopies(
    tx,
    perShop(changed, ({ accounts }) => accounts, 'agent'),
  );
  saveReception(
    tx,
    perShop(changed, ({ reception }) => reception, 'version'),
  );
  saveAgents(
    tx,
    perShop(changed, ({ agents }) => agents, 'agent'),
  );
  saveSessions(
    tx,
    perShop(changed, ({ standings }) => [...standings.values()].filter(hasMoved), 'standing'),
  );
  saveDecisions(tx, decided);
  saveReceptionDeadlines(
    tx,
    changed.filter(({ doorsMoved }) => doorsMoved).map(({ state }) => state),
  );
  const told = deps.outbox.append(tx, [
    ...decided.map((one) => routedEvent(one, deps.newId)),
    ...changed.flatMap((draft) => statusEvents(draft, deps)),
  ]);
  await Promise.all([written, told]);
  for (const { state, version } of changed) state.version = version;
  return decided;
}

const decidedBy = ({ state, outcomes }: Draft, { newId }: Pick<FlightDeps, 'newId'>): Decided[] =>
  outcomes.map((outcome) => ({ id: newId(), shopId: state.shopId, outcome }));

function statusEvents({ state, statuses }: Draft, { newId }: Pick<FlightDeps, 'newId'>) {
  const told = { shopId: state.shopId, policyVersion: state.settings?.policyVersion ?? null };
  return statuses.map((change) => statusEvent(change, told, newId));
}

/** The rows of one kind, each with its shop. */
function perShop<T, K extends string>(
  drafts: readonly Draft[],
  of: (draft: Draft) => Iterable<T>,
  name: K,
): ({ readonly shopId: string } & Record<K, T>)[] {
  return drafts.flatMap((draft) =>
    [...of(draft)].map((row) => ({ shopId: draft.state.shopId, [name]: row }) as { readonly shopId: string } & Record<K, T>),
  );
}
