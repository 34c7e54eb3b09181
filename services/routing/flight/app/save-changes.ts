import type { Tx } from '#libs/platform/database/database';
import { saveAccounts } from '../../copies/store/account-copy';
import { saveSchedules } from '../../copies/store/schedule-copy';
import { saveSettings } from '../../copies/store/shop-copy';
import { routedEvent } from '../../decision/app/routed-event';
import { saveDecisions, type Decided } from '../../decision/store/save-decisions';
import { statusEvent } from '../../presence/app/status-event';
import { saveAgents } from '../../presence/store/load-agents';
import { hasMoved } from '../../queue/domain/session-placement';
import { savePlacements } from '../../queue/store/save-placements';
import { saveDeadlines } from '../../reception/store/deadline-table';
import { hasChanges, type ShopChange } from '../domain/shop-change';
import { saveShops } from '../store/save-shops';
import type { Deps } from '#libs/service/run-service';

/** Writes what a flight has changed, one statement per table, and tells it. Answers the decisions with the ids they got. */
export async function saveChanges(
  tx: Tx,
  { newId, outbox }: Pick<Deps, 'newId' | 'outbox'>,
  all: readonly ShopChange[],
): Promise<Decided[]> {
  const changes = all.filter(hasChanges);
  if (changes.length === 0) return [];
  const decided = changes.flatMap(({ state, outcomes }) => outcomes.map((outcome) => ({ id: newId(), shopId: state.shopId, outcome })));
  const each = <T, R>(of: (change: ShopChange) => Iterable<T>, row: (shopId: string, one: T) => R): R[] =>
    changes.flatMap((change) => Array.from(of(change), (one) => row(change.state.shopId, one)));
  const written = saveShops(tx, changes);
  saveSettings(
    tx,
    each(
      ({ settingsChanged, state }) => (settingsChanged && state.settings ? [state.settings] : []),
      (shopId, settings) => ({ ...settings, shopId }),
    ),
  );
  saveAccounts(
    tx,
    each(
      ({ accounts }) => accounts,
      (shopId, { id: accountId, account }) => ({ ...account, shopId, accountId }),
    ),
  );
  saveSchedules(
    tx,
    each(
      ({ schedules }) => schedules,
      (shopId, version) => ({ ...version, shopId }),
    ),
  );
  saveAgents(
    tx,
    each(
      ({ agents }) => agents,
      (shopId, agent) => ({ shopId, agent }),
    ),
  );
  savePlacements(
    tx,
    each(
      ({ placements }) => [...placements.values()].filter(hasMoved),
      (shopId, placement) => ({ shopId, placement }),
    ),
  );
  saveDecisions(tx, decided);
  saveDeadlines(
    tx,
    each(
      ({ receptionMoved, state }) => (receptionMoved ? [state.storedReception.until] : []),
      (shopId, dueAt) => ({ shopId, dueAt }),
    ),
  );
  const told = outbox.append(tx, [
    ...decided.map((one) => routedEvent(one, newId)),
    ...changes.flatMap((change) => statusEvents(change, newId)),
  ]);
  await Promise.all([written, told]);
  for (const { state, version } of changes) state.version = version;
  return decided;
}

const statusEvents = ({ state, statuses }: ShopChange, newId: Deps['newId']) =>
  statuses.map((status) => statusEvent(status, state.shopId, state.settings?.policyVersion ?? null, newId));
