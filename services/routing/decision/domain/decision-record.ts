import type { Presence } from '../../presence/domain/agent';
import { unknownFacts } from '../../queue/domain/waiting-entry';
import type { JudgedCandidate, Verdict } from './candidate';
import { isOldRecord, readOldCandidates, readOldInputs } from './old-decision-record';
import { packRows, unpackRows, type Row } from './pack-rows';
import type { RouteDecision } from './route';
import type { RouteRequest } from './route-request';
import { decidingSettings, type DecidingSettings, type RouteView } from './route-view';
import type { RecordedInputs } from './recorded-inputs';
import { verdictsOf } from './verdicts';

/** A decision as text, small enough to keep with every outcome: below 1 KB for 50 candidates. Agent numbers stand for accounts. */
export interface DecisionRecord {
  readonly inputs: string;
  readonly candidates: string;
}

/** One candidate as it is kept. "Last assigned" is kept as its distance from the shop's running number, which is shorter; -1 = never. */
interface RecordedCandidate {
  readonly agentNo: number;
  readonly verdict: Verdict;
  readonly presence: Presence;
  readonly noRouting: boolean;
  readonly load: number;
  readonly maxCapacity: number | null;
  readonly assignedToday: number;
  readonly joinOffset: number;
  readonly currentWeight: number;
  readonly ago: number;
}

/** Writes what a decision saw. `no` is the shop's running number of assignments at the moment. */
export function recordDecision(view: RouteView, request: RouteRequest, decision: RouteDecision, no: number): DecisionRecord {
  const { settings, ownerId, candidates, ...seen } = view;
  const ownerMatters = !view.hasServiceAccount || settings.unavailableHandling === 'OWNER';
  const { buyerId: _buyerId, ...facts } = request.facts;
  const inputs: RecordedInputs = {
    settings: Object.fromEntries(decidingSettings.map((name) => [name, settings[name]])) as unknown as DecidingSettings,
    ...withoutEmpty({ ...seen, ownerId: ownerMatters ? ownerId : null, facts: withoutEmpty(facts) }),
    ...withoutEmpty({ waiting: request.waiting, pool: request.pool, priority: request.band === 'PRIORITY' }),
    no,
    ...(decision.randomNumber !== null && { randomNumber: decision.randomNumber }),
  };
  const verdictOf = verdictsOf(view, decision);
  const rows = candidates.map((one): RecordedCandidate & Row => ({
    agentNo: one.agentNo,
    verdict: verdictOf(one),
    presence: one.presence,
    noRouting: one.account.noRouting,
    load: one.load,
    maxCapacity: one.maxCapacity,
    assignedToday: one.assignedToday,
    joinOffset: one.joinOffset,
    currentWeight: one.currentWeight,
    ago: one.lastNo === 0 ? -1 : no - one.lastNo,
  }));
  return { inputs: JSON.stringify(inputs), candidates: packRows(rows) };
}

const withoutEmpty = <T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== false && value !== 0)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const readInputs = ({ inputs }: DecisionRecord): RecordedInputs =>
  isOldRecord(inputs) ? readOldInputs(inputs) : (JSON.parse(inputs) as RecordedInputs);

/** Reads the candidates of a record back; `accountOf` names the account of an agent number. */
export function readCandidates(record: DecisionRecord, accountOf: (agentNo: number) => string): JudgedCandidate[] {
  const { no = 0 } = readInputs(record);
  if (isOldRecord(record.candidates)) return readOldCandidates(record.candidates, no, accountOf);
  return (unpackRows(record.candidates) as unknown as RecordedCandidate[]).map(({ noRouting, ago, ...kept }) => ({
    ...kept,
    id: accountOf(kept.agentNo),
    account: { noRouting },
    lastNo: ago < 0 ? 0 : no - ago,
  }));
}

/** What a recorded decision was made of: deciding on it again gives the recorded decision. */
export interface ReplayInput {
  readonly view: RouteView;
  readonly request: RouteRequest;
  readonly randomNumber: number | null;
}

export function readDecision(record: DecisionRecord, accountOf: (agentNo: number) => string): ReplayInput {
  const kept = readInputs(record);
  const view: RouteView = {
    settings: kept.settings,
    open: kept.open ?? false,
    waitingAhead: kept.waitingAhead ?? false,
    ownerId: kept.ownerId ?? null,
    hasServiceAccount: kept.hasServiceAccount ?? false,
    routable: kept.routable ?? 0,
    online: kept.online ?? 0,
    present: kept.present ?? 0,
    omitted: kept.omitted ?? 0,
    candidates: readCandidates(record, accountOf),
  };
  const request: RouteRequest = {
    sessionId: '',
    waiting: kept.waiting ?? null,
    pool: kept.pool ?? '',
    band: kept.priority ? 'PRIORITY' : 'NORMAL',
    facts: { ...unknownFacts, ...kept.facts },
  };
  return { view, request, randomNumber: kept.randomNumber ?? null };
}
