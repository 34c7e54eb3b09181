import type { Candidate } from './candidate';
import { decideRoute, verdictsOf } from './decide-route';
import type { RouteRequest, RouteView } from './route';

const candidate = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  id,
  seat: id.charCodeAt(0),
  presence: 'ONLINE',
  account: { noRouting: false },
  load: 0,
  maxCapacity: null,
  assignedToday: 0,
  lastNo: 0,
  ...rest,
});

function view(candidates: readonly Candidate[], rest: Partial<RouteView> = {}): RouteView {
  const routable = candidates.filter(({ account }) => !account.noRouting);
  return {
    open: true,
    strategy: 'EVEN',
    availabilityTest: 'ANY_ONLINE',
    unavailableHandling: 'QUEUE',
    queueEnabled: true,
    waitingAhead: false,
    ownerId: 'owner',
    hasServiceAccount: candidates.length > 0,
    routable: routable.length,
    online: routable.filter(({ presence }) => presence === 'ONLINE').length,
    present: routable.filter(({ presence }) => presence !== 'OFFLINE').length,
    candidates,
    omitted: 0,
    ...rest,
  };
}

const b1: RouteRequest = { sessionId: 'b1', waiting: null, pool: 'ALL', band: 'NORMAL' };
const half = (): number => 0.5;

/** Outcome, place or agent, cause and rule of a decision. */
function decide(seen: RouteView, request = b1, random = half): string {
  const decision = decideRoute(seen, request, random);
  switch (decision.outcome) {
    case 'assigned':
      return `${decision.agentId} ${decision.cause} ${decision.rule}${decision.over ? ' over' : ''}`;
    case 'queued':
      return `queued ${decision.cause} ${decision.rule}`;
    case 'left-message':
      return `${decision.place} ${decision.cause} ${decision.rule}`;
    default:
      return decision satisfies never;
  }
}

const verdicts = (seen: RouteView): string[] => {
  const verdictOf = verdictsOf(seen, decideRoute(seen, b1, half));
  return seen.candidates.map((one) => `${one.id} ${verdictOf(one)}`);
};

const full = { load: 5, maxCapacity: 5 };

it.each<[string, RouteView, string]>([
  ['SCH-17 a closed shop takes a message, whoever is free', view([candidate('A')], { open: false }), 'CLOSED SHOP_CLOSED SCH-17'],
  ['PRM-5 a shop without service account: the main account', view([]), 'owner OWNER PRM-5 over'],
  ['PRM-5 … and waits while the main account is not known', view([], { ownerId: null }), 'queued NO_AGENT_ONLINE PRM-5'],
  [
    'PRM-6 a service account that is offline keeps the main account out',
    view([candidate('A', { presence: 'OFFLINE' })]),
    'queued NO_AGENT_ONLINE RTE-31',
  ],
  ['RTE-1 a single routable account receives everything', view([candidate('A')]), 'A EVEN RTE-1'],
  ['RTE-4 evenly among those online', view([candidate('A', { assignedToday: 2 }), candidate('B', { assignedToday: 1 })]), 'B EVEN RTE-4'],
  [
    'RTE-6 by another strategy',
    view([candidate('A', { load: 3, maxCapacity: 10 }), candidate('B', { load: 1, maxCapacity: 5 })], { strategy: 'LOWEST_SATURATION' }),
    'B EVEN RTE-6',
  ],
  ['RTE-18 group mode without groups is basic routing', view([candidate('A'), candidate('B')]), 'A EVEN RTE-4'],
  ['RTE-27 everybody at the limit ⇒ queue', view([candidate('A', full), candidate('B', full)]), 'queued ALL_AT_CAPACITY RTE-27'],
  ['RTE-57 REST receives nothing, and counts as present', view([candidate('A', { presence: 'REST' })]), 'queued NO_AGENT_ONLINE RTE-27'],
  [
    'RTE-31 all offline ⇒ queue',
    view([candidate('A', { presence: 'OFFLINE' }), candidate('B', { presence: 'OFFLINE' })]),
    'queued NO_AGENT_ONLINE RTE-31',
  ],
  [
    'RTE-33 all suspended, TAOBAO ⇒ service assistant',
    view([candidate('A', { presence: 'SUSPENDED' })], {
      availabilityTest: 'ONLINE_NOT_SUSPENDED',
      unavailableHandling: 'SERVICE_ASSISTANT',
    }),
    'SERVICE_ASSISTANT UNAVAILABLE RTE-33',
  ],
  [
    'RTE-33 … under ANY_ONLINE they wait',
    view([candidate('A', { presence: 'SUSPENDED' })], { unavailableHandling: 'SERVICE_ASSISTANT' }),
    'queued NO_AGENT_ONLINE RTE-27',
  ],
  [
    'RTE-34 message pool',
    view([candidate('A', { presence: 'OFFLINE' })], { unavailableHandling: 'MESSAGE_POOL' }),
    'MESSAGE_POOL UNAVAILABLE RTE-34',
  ],
  ['RTE-34 main account', view([candidate('A', { presence: 'OFFLINE' })], { unavailableHandling: 'OWNER' }), 'owner OWNER RTE-34 over'],
  [
    'RTE-34 no proxy account set ⇒ queue',
    view([candidate('A', { presence: 'OFFLINE' })], { unavailableHandling: 'PROXY' }),
    'queued NO_AGENT_ONLINE RTE-31',
  ],
  [
    'RTE-35 empty offline list ⇒ queue',
    view([candidate('A', { presence: 'OFFLINE' })], { unavailableHandling: 'OFFLINE_LIST' }),
    'queued NO_AGENT_ONLINE RTE-35',
  ],
  [
    'RTE-36 queue off, A 5/5, B 6/5 ⇒ A',
    view([candidate('A', full), candidate('B', { load: 6, maxCapacity: 5 })], { queueEnabled: false }),
    'A NO_QUEUE RTE-36 over',
  ],
  [
    'RTE-36 … nobody ONLINE ⇒ unavailableHandling',
    view([candidate('A', { presence: 'REST' })], { queueEnabled: false, unavailableHandling: 'SERVICE_ASSISTANT' }),
    'SERVICE_ASSISTANT UNAVAILABLE RTE-33',
  ],
  [
    'RTE-37 a no-routing account receives nothing',
    view([candidate('A', { account: { noRouting: true } }), candidate('B')]),
    'B EVEN RTE-1',
  ],
  [
    'RES-41 … and does not count as online',
    view([candidate('A', { account: { noRouting: true } })], { unavailableHandling: 'MESSAGE_POOL' }),
    'MESSAGE_POOL UNAVAILABLE RTE-34',
  ],
  ['RTE-28 nobody overtakes those who wait', view([candidate('A')], { waitingAhead: true }), 'queued ALL_AT_CAPACITY RTE-28'],
])('%s', (_title, seen, expected) => {
  expect(decide(seen)).toBe(expected);
});

it('SCH-19 a queueing buyer of a closed shop becomes a left message', () => {
  expect(decide(view([candidate('A')], { open: false }), { ...b1, waiting: 'QUEUED' })).toBe('CLOSED SHOP_CLOSED SCH-19');
});

it('RTE-6 RANDOM takes the drawn one, and keeps the number', () => {
  const seen = view([candidate('A'), candidate('B', full), candidate('C')], { strategy: 'RANDOM' });
  expect([0, 0.49, 0.5, 0.99].map((number) => decide(seen, b1, () => number))).toEqual([
    'A EVEN RTE-6',
    'A EVEN RTE-6',
    'C EVEN RTE-6',
    'C EVEN RTE-6',
  ]);
  expect(decideRoute(seen, b1, () => 0.7)).toMatchObject({ drawn: 0.7 });
});

it('INV-4 every candidate has a verdict', () => {
  const seen = view([
    candidate('A', { assignedToday: 1 }),
    candidate('B'),
    candidate('C', { load: 1 }),
    candidate('D', full),
    candidate('E', { presence: 'REST' }),
    candidate('F', { presence: 'SUSPENDED' }),
    candidate('G', { presence: 'OFFLINE' }),
    candidate('H', { account: { noRouting: true } }),
  ]);
  expect(verdicts(seen)).toEqual([
    'A HIGHER_COUNT',
    'B CHOSEN',
    'C HIGHER_LOAD',
    'D AT_CAPACITY',
    'E REST',
    'F SUSPENDED',
    'G OFFLINE',
    'H NO_ROUTING',
  ]);
});

it('INV-4 "why is b1 queued?": all at capacity, A 5/5, B 5/5', () => {
  const seen = view([candidate('A', full), candidate('B', full)]);
  expect(decideRoute(seen, b1, half)).toMatchObject({ cause: 'ALL_AT_CAPACITY' });
  expect(verdicts(seen)).toEqual(['A AT_CAPACITY', 'B AT_CAPACITY']);
});
