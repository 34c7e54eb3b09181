import type { OfferTerms } from '../../offers/domain/offer-terms';
import { unknownFacts, type SessionFacts } from '../../queue/domain/waiting-entry';
import type { JudgedCandidate } from './candidate';
import { overrideOf, recordedOverride, type DecidingOverride } from './deciding-override';
import { isOldRecord, readOldCandidates, readOldInputs } from './old-decision-record';
import { packRows, unpackRows } from './pack-rows';
import type { RouteDecision } from './route';
import type { RouteRequest } from './route-request';
import { decidingSettings, usualSettings, type DecidingSettings, type RouteView } from './route-view';
import type { RecordedInputs } from './recorded-inputs';
import { verdictsOf } from './verdicts';

/** A decision as text, small enough to keep with every outcome: below 1 KB for 50 candidates. Agent numbers stand for accounts. */
export interface DecisionRecord {
  readonly inputs: string;
  readonly candidates: string;
}

/** Writes what a decision saw. `no` is the shop's running number of assignments at the moment; `offer`: what it offers. */
export function recordDecision(
  view: RouteView,
  request: RouteRequest,
  decision: RouteDecision,
  no: number,
  offer: OfferTerms | null = null,
): DecisionRecord {
  const { settings, now, today, crowds } = view;
  const ownerMatters = !view.hasServiceAccount || settings.unavailableHandling === 'OWNER';
  const inputs: RecordedInputs = {
    settings: settingsOf(settings),
    at: now.getTime(),
    dayMs: crowds.length > 0 && today ? now.getTime() - today.getTime() : undefined,
    open: view.open || undefined,
    hoursOf: view.hoursOf ?? undefined,
    override: view.override ? recordedOverride(view.override) : undefined,
    waitingAhead: view.waitingAhead || undefined,
    awaits: view.awaits ?? undefined,
    ownerId: (ownerMatters && view.ownerId) || undefined,
    proxyId: view.proxyId ?? undefined,
    crowds: crowds.length > 0 ? crowds : undefined,
    hasServiceAccount: view.hasServiceAccount || undefined,
    grouped: view.grouped || undefined,
    lent: view.lent || undefined,
    chain: view.chain,
    routable: view.routable || undefined,
    online: view.online || undefined,
    present: view.present || undefined,
    omitted: view.omitted || undefined,
    blocked: view.blocked ?? undefined,
    waiting: request.waiting ?? undefined,
    pool: request.pool,
    priority: request.band === 'PRIORITY' || undefined,
    facts: factsOf(request.facts, crowds),
    overLimit: request.overLimit,
    isHandedOver: request.isHandedOver,
    accepted: request.accepted,
    offerUntil: offer?.until,
    no,
    randomNumber: decision.randomNumber ?? undefined,
  };
  return { inputs: JSON.stringify(inputs), candidates: packRows(columnsOf(view, decision, no, request.accepted !== undefined)) };
}

/** By the shop's policy, which stays the same for many decisions. */
const kept = new WeakMap<DecidingSettings, Partial<DecidingSettings>>();

function settingsOf(settings: DecidingSettings): Partial<DecidingSettings> {
  const known = kept.get(settings);
  if (known) return known;
  const unusual = Object.fromEntries(
    decidingSettings.filter((name) => settings[name] !== usualSettings[name]).map((name) => [name, settings[name]]),
  );
  kept.set(settings, unusual);
  return unusual;
}

/** All but who the buyer is, as far as there is something to say; of the crowds those that come first. */
function factsOf(facts: SessionFacts, first: readonly string[]): Partial<SessionFacts> {
  const kept: Record<string, unknown> = {};
  for (const name in facts) {
    const value = facts[name as keyof SessionFacts];
    if (value && name !== 'buyerId') kept[name] = value;
  }
  const crowds = facts.crowds?.filter(({ crowdId }) => first.includes(crowdId)) ?? [];
  if (crowds.length > 0) kept['crowds'] = crowds;
  else delete kept['crowds'];
  return kept;
}

/** The candidates, field by field. "Last assigned" is kept as its distance from the running number, which is shorter; -1 = never. */
function columnsOf(view: RouteView, decision: RouteDecision, no: number, isAnswer: boolean) {
  const { candidates } = view;
  return {
    agentNo: candidates.map((one) => one.agentNo),
    verdict: candidates.map(verdictsOf(view, decision, isAnswer)),
    presence: candidates.map((one) => one.presence),
    noRouting: candidates.map((one) => one.account.noRouting),
    load: candidates.map((one) => one.load),
    maxCapacity: candidates.map((one) => one.maxCapacity),
    assignedToday: candidates.map((one) => one.assignedToday),
    joinOffset: candidates.map((one) => one.joinOffset),
    currentWeight: candidates.map((one) => one.currentWeight),
    ago: candidates.map((one) => (one.lastNo === 0 ? -1 : no - one.lastNo)),
    ...(candidates.some(({ unfit }) => unfit) && { unfit: candidates.map(({ unfit = null }) => unfit) }),
    ...(candidates.some(({ barred }) => barred) && { barred: candidates.map(({ barred = null }) => barred) }),
    ...(candidates.some(({ slots = 1 }) => slots > 1) && { slots: candidates.map(({ slots = 1 }) => slots) }),
    ...(candidates.some(({ reached }) => reached) && { reached: candidates.map(({ reached = false }) => reached) }),
    ...(candidates.some(({ weight }) => weight) && { weight: candidates.map(({ weight = null }) => weight) }),
    ...(candidates.some(({ listed }) => listed) && { listed: candidates.map(({ listed = false }) => listed) }),
  };
}

type Columns = ReturnType<typeof columnsOf>;
type RecordedCandidate = { readonly [F in keyof Columns]: NonNullable<Columns[F]>[number] };

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

/** The override that decided whether the shop received; null where its hours or holiday mode did, and in old records. */
export function readOverride(record: DecisionRecord): DecidingOverride | null {
  const { override } = readInputs(record);
  return override ? overrideOf(override) : null;
}

/** The group by whose own hours it was decided; null: by the shop's, and in old records. */
export const readHoursOf = (record: DecisionRecord): string | null => readInputs(record).hoursOf ?? null;

/** Whether a recorded decision handed a talk over before a shift's end. */
export const readHandedOver = (record: DecisionRecord): boolean => readInputs(record).isHandedOver ?? false;

/** What a recorded decision did of offering: until when it can be accepted, and whether it was an acceptance. */
export function readOffer(record: DecisionRecord): { readonly until: Date | null; readonly isAccepted: boolean } {
  const { offerUntil, accepted } = readInputs(record);
  return { until: offerUntil === undefined ? null : new Date(offerUntil), isAccepted: accepted !== undefined };
}

/** The groups that might take the session when it was decided about, in the order of overflow; none where only the pool's own might. */
export const readChain = (record: DecisionRecord): readonly string[] => readInputs(record).chain ?? [];

/** What a recorded decision was made of: deciding on it again gives the recorded decision. */
export interface ReplayInput {
  readonly view: RouteView;
  readonly request: RouteRequest;
  readonly randomNumber: number | null;
}

export function readDecision(record: DecisionRecord, accountOf: (agentNo: number) => string): ReplayInput {
  const inputs = readInputs(record);
  const { at } = inputs;
  const now = new Date(at ?? 0);
  const view: RouteView = {
    settings: { ...usualSettings, ...inputs.settings },
    now,
    today: inputs.dayMs === undefined ? null : new Date(now.getTime() - inputs.dayMs),
    open: inputs.open ?? false,
    hoursOf: inputs.hoursOf ?? null,
    override: inputs.override ? overrideOf(inputs.override) : null,
    waitingAhead: inputs.waitingAhead ?? false,
    awaits: inputs.awaits ?? null,
    ownerId: inputs.ownerId ?? null,
    proxyId: inputs.proxyId ?? null,
    crowds: inputs.crowds ?? [],
    grouped: inputs.grouped ?? false,
    lent: inputs.lent ?? false,
    ...(inputs.chain && { chain: inputs.chain }),
    hasServiceAccount: inputs.hasServiceAccount ?? false,
    routable: inputs.routable ?? 0,
    online: inputs.online ?? 0,
    present: inputs.present ?? 0,
    omitted: inputs.omitted ?? 0,
    blocked: inputs.blocked ?? null,
    candidates: readCandidates(record, accountOf),
  };
  const request: RouteRequest = {
    sessionId: '',
    waiting: inputs.waiting ?? null,
    pool: inputs.pool ?? '',
    band: inputs.priority ? 'PRIORITY' : 'NORMAL',
    // Decisions of before did not ask for the last contact.
    facts: { ...unknownFacts, ...inputs.facts, ...(at === undefined && { lastHuman: null }) },
    overLimit: inputs.overLimit,
    accepted: inputs.accepted,
  };
  return { view, request, randomNumber: inputs.randomNumber ?? null };
}
