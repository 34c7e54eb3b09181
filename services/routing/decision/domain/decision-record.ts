import type { Presence } from '../../presence/domain/agent';
import type { JudgedCandidate, Verdict } from './candidate';
import { verdictsOf } from './decide-route';
import type { RouteDecision, RouteView } from './route';

/** A decision as text, small enough to keep with every outcome: below 1 KB for 50 candidates. Seats stand for accounts. */
export interface DecisionRecord {
  readonly inputs: string;
  readonly candidates: string;
}

const verdictCodes: Readonly<Record<Verdict, string>> = {
  CHOSEN: 'C',
  HIGHER_COUNT: 'c',
  HIGHER_LOAD: 'l',
  HIGHER_SATURATION: 's',
  HIGHER_SHARE: 'w',
  ASSIGNED_LATER: 't',
  LATER_ID: 'i',
  NOT_DRAWN: 'n',
  AT_CAPACITY: 'F',
  HAS_ROOM: 'H',
  REST: 'R',
  SUSPENDED: 'S',
  OFFLINE: 'O',
  NO_ROUTING: 'N',
};

const verdicts = new Map(Object.entries(verdictCodes).map(([verdict, code]) => [code, verdict as Verdict]));

/** Of a flagged account the presence is not kept: it plays no part. */
const presences: Partial<Record<Verdict, Presence>> = { REST: 'REST', SUSPENDED: 'SUSPENDED', OFFLINE: 'OFFLINE', NO_ROUTING: 'OFFLINE' };

type CandidateRow = readonly [seat: number, verdict: string, load: number, capacity: number | null, today: number, ago: number];

type InputsRow = readonly [
  open: 0 | 1,
  strategy: RouteView['strategy'],
  test: RouteView['availabilityTest'],
  handling: RouteView['unavailableHandling'],
  queue: 0 | 1,
  ahead: 0 | 1,
  owner: string | null,
  service: 0 | 1,
  routable: number,
  online: number,
  present: number,
  omitted: number,
  no: number,
  drawn: number | null,
];

const bit = (flag: boolean): 0 | 1 => (flag ? 1 : 0);

/**
 * Writes what a decision saw. `assignmentNo` is the shop's running number at the moment: "last assigned" is kept as its distance from it,
 * a short number where the number itself would be long; -1 = never.
 */
export function recordDecision(view: RouteView, decision: RouteDecision, assignmentNo: number): DecisionRecord {
  const inputs: InputsRow = [
    bit(view.open),
    view.strategy,
    view.availabilityTest,
    view.unavailableHandling,
    bit(view.queueEnabled),
    bit(view.waitingAhead),
    view.hasServiceAccount && view.unavailableHandling !== 'OWNER' ? null : view.ownerId,
    bit(view.hasServiceAccount),
    view.routable,
    view.online,
    view.present,
    view.omitted,
    assignmentNo,
    decision.drawn,
  ];
  return { inputs: JSON.stringify(inputs), candidates: candidatesText(view, decision, assignmentNo) };
}

/** Written piece by piece: among fifty candidates it is the dearest part of a decision. */
function candidatesText(view: RouteView, decision: RouteDecision, no: number): string {
  const verdictOf = verdictsOf(view, decision);
  let text = '';
  for (const one of view.candidates) {
    const ago = one.lastNo === 0 ? -1 : no - one.lastNo;
    const code = verdictCodes[verdictOf(one)];
    text += `${text === '' ? '' : ','}[${one.seat},"${code}",${one.load},${one.maxCapacity},${one.assignedToday},${ago}]`;
  }
  return `[${text}]`;
}

/** Reads the candidates of a record back; `accountOf` names the account of a seat. */
export function readCandidates(record: DecisionRecord, accountOf: (seat: number) => string): JudgedCandidate[] {
  const no = (JSON.parse(record.inputs) as InputsRow)[12];
  return (JSON.parse(record.candidates) as CandidateRow[]).map(([seat, code, load, maxCapacity, assignedToday, ago]) => {
    const verdict = verdicts.get(code) ?? 'HAS_ROOM';
    const judged = {
      presence: presences[verdict] ?? 'ONLINE',
      account: { noRouting: verdict === 'NO_ROUTING' },
      lastNo: ago < 0 ? 0 : no - ago,
      verdict,
    };
    return { id: accountOf(seat), seat, load, maxCapacity, assignedToday, ...judged };
  });
}

/** The view a record was decided on and the random number it drew: deciding on them again gives the recorded decision. */
export function readView(record: DecisionRecord, accountOf: (seat: number) => string): { view: RouteView; drawn: number | null } {
  const [
    open,
    strategy,
    availabilityTest,
    unavailableHandling,
    queue,
    ahead,
    ownerId,
    service,
    routable,
    online,
    present,
    omitted,
    ,
    drawn,
  ] = JSON.parse(record.inputs) as InputsRow;
  const candidates = readCandidates(record, accountOf).map(({ verdict: _verdict, ...candidate }) => candidate);
  const flags = { open: open === 1, queueEnabled: queue === 1, waitingAhead: ahead === 1, hasServiceAccount: service === 1 };
  const view = { ...flags, strategy, availabilityTest, unavailableHandling, ownerId, routable, online, present, candidates, omitted };
  return { view, drawn };
}
