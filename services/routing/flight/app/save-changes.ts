import type { AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { saveAccounts } from '../../copies/store/account-copy';
import { saveOverrides } from '../../copies/store/override-copy';
import { datesAround } from '../../copies/domain/roster-copy';
import { saveRosters } from '../../copies/store/roster-copy';
import { removeSchedules, saveSchedules } from '../../copies/store/schedule-copy';
import { saveSettings } from '../../copies/store/shop-copy';
import { declinedEvent } from '../../offers/app/declined-event';
import { routedEvent } from '../../decision/app/routed-event';
import { saveDecisions, type Decided } from '../../decision/store/save-decisions';
import { statusEvent } from '../../presence/app/status-event';
import { saveAgents } from '../../presence/store/load-agents';
import { hasMoved } from '../../queue/domain/session-placement';
import { savePlacements } from '../../queue/store/save-placements';
import { rulesEvent } from '../../rules/app/rules-event';
import { saveRules } from '../../rules/store/rules-table';
import { saveDeadlines } from '../../reception/store/deadline-table';
import { nextTurnAt } from '../domain/refresh-clock';
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
  const decidedIn = (change: ShopChange): Decided[] =>
    change.outcomes.map((outcome) => ({ id: newId(), shopId: change.state.shopId, outcome }));
  const byShop = changes.map((change) => ({ change, decided: decidedIn(change) }));
  const decided = byShop.flatMap((one) => one.decided);
  const written = saveShops(tx, changes);
  saveCopies(tx, changes);
  saveAgents(tx, rowsOf(changes, agentsOf));
  savePlacements(tx, rowsOf(changes, placementsOf));
  saveDecisions(tx, decided);
  saveDeadlines(tx, rowsOf(changes, deadlinesOf));
  const told = outbox.append(tx, [
    ...byShop.flatMap((one) => routedEvents(one.change, one.decided, newId)),
    ...changes.flatMap((change) => [...statusEvents(change, newId), ...rulesEvents(change, newId)]),
  ]);
  await Promise.all([written, told]);
  for (const { state, version } of changes) state.version = version;
  return decided;
}

/** Outcomes and declined offers in the order in which they became true. */
function routedEvents(change: ShopChange, decided: readonly Decided[], newId: Deps['newId']): AnyNewEvent[] {
  const outcomes = decided.map((one) => routedEvent(one, newId));
  if (change.declined.length === 0) return outcomes;
  const declinedBehind = (count: number): AnyNewEvent[] =>
    change.declined.filter(({ behind }) => behind === count).map((one) => declinedEvent(one, change, newId));
  return [...declinedBehind(0), ...outcomes.flatMap((outcome, index) => [outcome, ...declinedBehind(index + 1)])];
}

function saveCopies(tx: Tx, changes: readonly ShopChange[]): void {
  saveSettings(tx, rowsOf(changes, settingsOf));
  saveRules(tx, rowsOf(changes, rulesOf));
  saveAccounts(tx, rowsOf(changes, accountsOf));
  saveSchedules(tx, rowsOf(changes, schedulesOf));
  removeSchedules(tx, rowsOf(changes, withdrawnOf));
  saveOverrides(tx, rowsOf(changes, overridesOf));
  saveRosters(tx, rowsOf(changes, rostersOf), datesAround(changes[0]!.now)[0]!);
}

/** The rows of one kind, each with its shop. */
const rowsOf = <R extends object>(changes: readonly ShopChange[], of: (change: ShopChange) => R[]): (R & { readonly shopId: string })[] =>
  changes.flatMap((change) => of(change).map((row) => ({ ...row, shopId: change.state.shopId })));

const settingsOf = ({ settingsChanged, state }: ShopChange) => (settingsChanged && state.settings ? [state.settings] : []);
const rulesOf = ({ rulesChanged, state }: ShopChange) => (rulesChanged ? [state.rules] : []);
const accountsOf = ({ accounts }: ShopChange) =>
  [...accounts].map(({ id: accountId, account }) => ({ ...account, accountId, nickname: account.nickname ?? null }));
const overridesOf = ({ overrideChanged, state }: ShopChange) => (overrideChanged ? [state.override] : []);
const rostersOf = ({ rosters, toldDates }: ShopChange) => [...toldDates].map((date) => ({ date, ...rosters.get(date)! }));
const withdrawnOf = ({ withdrawn }: ShopChange) => [...withdrawn].map((version) => ({ version }));
const schedulesOf = ({ schedules }: ShopChange) => [...schedules];
const agentsOf = ({ agents }: ShopChange) => [...agents].map((agent) => ({ agent }));
const placementsOf = ({ placements }: ShopChange) => [...placements.values()].filter(hasMoved).map((placement) => ({ placement }));
const deadlinesOf = ({ receptionMoved, wakeMoved, staleAskedAnew, statuses, state, now }: ShopChange) => [
  ...(receptionMoved ? [{ kind: 'RECEPTION' as const, dueAt: nextTurnAt(state) }] : []),
  ...(staleAskedAnew || (comesOnline(statuses) && asksForStale(state)) ? [{ kind: 'STALE_PRESENCE' as const, dueAt: now }] : []),
  ...(wakeMoved ? [{ kind: 'WAKE' as const, dueAt: state.storedWakeAt }] : []),
];

/** From here on somebody may become stale (RTE-60). */
const comesOnline = (statuses: ShopChange['statuses']): boolean =>
  statuses.some(({ change }) => change.type === 'presence' && change.from === 'OFFLINE');
const asksForStale = ({ settings }: ShopChange['state']): boolean => (settings?.policy.staleAfterMinutes ?? null) !== null;

const rulesEvents = ({ rulesChanged, state: { shopId, rules, settings }, now: occurredAt }: ShopChange, newId: Deps['newId']) =>
  rulesChanged
    ? [rulesEvent(rules, rulesChanged, { id: newId(), shopId, policyVersion: settings?.policyVersion ?? null, occurredAt })]
    : [];

const statusEvents = ({ state, statuses }: ShopChange, newId: Deps['newId']) =>
  statuses.map((status) => statusEvent(status, state.shopId, state.settings?.policyVersion ?? null, newId));
