import type { Presence } from '../../presence/domain/agent';
import type { JudgedCandidate } from './candidate';
import type { Verdict } from './verdict';
import type { RecordedInputs } from './recorded-inputs';
import type { DecidingSettings } from './route-view';

/* Decisions of the first version were kept as arrays without names. They are read for as long as such rows are kept. */

export const isOldRecord = (text: string): boolean => text.startsWith('[');

type OldInputs = readonly [
  open: 0 | 1,
  strategy: DecidingSettings['assignStrategy'],
  test: DecidingSettings['availabilityTest'],
  handling: DecidingSettings['unavailableHandling'],
  queue: 0 | 1,
  ahead: 0 | 1,
  owner: string | null,
  service: 0 | 1,
  routable: number,
  online: number,
  present: number,
  omitted: number,
  no: number,
  randomNumber: number | null,
];

type OldCandidate = readonly [agentNo: number, verdict: string, load: number, capacity: number | null, today: number, ago: number];

const verdicts: Readonly<Record<string, Verdict>> = {
  C: 'CHOSEN',
  c: 'HIGHER_COUNT',
  l: 'HIGHER_LOAD',
  s: 'HIGHER_SATURATION',
  w: 'LOWER_WEIGHT',
  t: 'ASSIGNED_LATER',
  i: 'LATER_ID',
  n: 'NOT_DRAWN',
  F: 'AT_CAPACITY',
  H: 'HAS_ROOM',
  R: 'REST',
  S: 'SUSPENDED',
  O: 'OFFLINE',
  N: 'NO_ROUTING',
};

const presences: Partial<Record<Verdict, Presence>> = { REST: 'REST', SUSPENDED: 'SUSPENDED', OFFLINE: 'OFFLINE', NO_ROUTING: 'OFFLINE' };

export function readOldInputs(text: string): RecordedInputs {
  const [open, assignStrategy, availabilityTest, unavailableHandling, queue, ahead, owner, service, ...rest] = JSON.parse(
    text,
  ) as OldInputs;
  const [routable, online, present, omitted, no, randomNumber] = rest;
  return {
    settings: { assignStrategy, availabilityTest, unavailableHandling, queueEnabled: queue === 1 },
    open: open === 1,
    waitingAhead: ahead === 1,
    hasServiceAccount: service === 1,
    ...(owner !== null && { ownerId: owner }),
    routable,
    online,
    present,
    omitted,
    no,
    ...(randomNumber !== null && { randomNumber }),
  };
}

export const readOldCandidates = (text: string, no: number, accountOf: (agentNo: number) => string): JudgedCandidate[] =>
  (JSON.parse(text) as OldCandidate[]).map(([agentNo, code, load, maxCapacity, assignedToday, ago]) => {
    const verdict = verdicts[code] ?? 'HAS_ROOM';
    return {
      id: accountOf(agentNo),
      agentNo,
      verdict,
      presence: presences[verdict] ?? 'ONLINE',
      account: { noRouting: verdict === 'NO_ROUTING' },
      load,
      maxCapacity,
      assignedToday,
      joinOffset: 0,
      currentWeight: 0,
      lastNo: ago < 0 ? 0 : no - ago,
    };
  });
