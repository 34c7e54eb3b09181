import { unknownFacts } from '../../queue/domain/waiting-entry';
import type { Candidate } from './candidate';
import { decideRoute } from './decide-route';
import type { RouteRequest } from './route-request';
import { usualSettings, type DecidingSettings, type RouteView } from './route-view';

/* Examples for the tests of decisions: agents A, B, C and a buyer's session b1. */

export const exampleCandidate = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  id,
  agentNo: id.charCodeAt(0),
  presence: 'ONLINE',
  account: { noRouting: false },
  load: 0,
  maxCapacity: null,
  assignedToday: 0,
  joinOffset: 0,
  lastNo: 0,
  currentWeight: 0,
  ...rest,
});

/** Monday 2026-03-02, ten o'clock in Shanghai. */
export const exampleNow = new Date('2026-03-02T10:00:00+08:00');

export const full = { load: 5, maxCapacity: 5 };

/** What a decision sees of a shop with these accounts. */
export function exampleView(
  candidates: readonly Candidate[],
  settings: Partial<DecidingSettings> = {},
  rest: Partial<RouteView> = {},
): RouteView {
  const routable = candidates.filter(({ account }) => !account.noRouting);
  return {
    settings: { ...usualSettings, ...settings },
    now: exampleNow,
    today: new Date('2026-03-02T00:00:00+08:00'),
    open: true,
    hoursOf: null,
    override: null,
    waitingAhead: false,
    ownerId: 'owner',
    proxyId: null,
    crowds: [],
    grouped: false,
    lent: false,
    hasServiceAccount: candidates.length > 0,
    routable: routable.length,
    online: routable.filter(({ presence }) => presence === 'ONLINE').length,
    present: routable.filter(({ presence }) => presence !== 'OFFLINE').length,
    candidates,
    omitted: 0,
    ...rest,
  };
}

export const exampleRequest: RouteRequest = {
  sessionId: 'b1',
  waiting: null,
  pool: 'ALL',
  band: 'NORMAL',
  facts: { ...unknownFacts, buyerId: 'buyer of b1', channel: 'demo' },
};

/** Agent or place, cause and rule of a decision, as one text. */
export function decided(view: RouteView, request = exampleRequest, random = (): number => 0.5): string {
  const decision = decideRoute(view, request, random);
  switch (decision.outcome) {
    case 'assigned':
      return `${decision.agentId} ${decision.cause} ${decision.rule}${decision.over ? ' over' : ''}`;
    case 'to-bot':
      return `bot ${decision.cause} ${decision.rule}`;
    case 'queued':
      return `queued ${decision.cause} ${decision.rule}`;
    case 'left-message':
      return `${decision.place} ${decision.cause} ${decision.rule}`;
    default:
      return decision satisfies never;
  }
}
