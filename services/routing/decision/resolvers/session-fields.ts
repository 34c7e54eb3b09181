import { AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { OutcomeDesk } from '../app/outcome-waiters';
import { readCandidates } from '../domain/decision-record';
import type {
  RoutingCandidateResolvers,
  RoutingExplanationResolvers,
  SessionResolvers,
  SessionRoutingResolvers,
} from '../../generated/resolver-types';

const longestWaitMs = 2_000;

/** A session as routing sees it. An unknown session and one of another shop have no routing. */
export const createSession = (desk: OutcomeDesk): SessionResolvers => ({
  __resolveReference: ({ id }) => ({ id }),
  id: ({ id }) => id,
  routing: ({ id: sessionId }, { waitMs }, { caller, extra }) => {
    const wait = waitMs ?? 0;
    if (wait < 0 || wait > longestWaitMs) {
      throw new AppError('BAD_USER_INPUT', `waitMs is not valid: ${wait}.`, {
        field: 'waitMs',
        expected: `0 to ${longestWaitMs} milliseconds`,
      });
    }
    if (caller.shop === null || !isId(sessionId)) return null;
    return desk.outcomeOf({ shopId: caller.shop, sessionId }, wait, () => extra.routed.load(sessionId));
  },
  queuePosition: ({ id }, _args, { extra }) => extra.positions.load(id),
});

export const sessionRouting: SessionRoutingResolvers = {
  agent: ({ agentId }) => (agentId === null ? null : { id: agentId }),
  queuePosition: ({ outcome, sessionId }, _args, { extra }) => (outcome === 'QUEUED' ? extra.positions.load(sessionId) : null),
  explanation: (routed) => routed,
};

export const routingExplanation: RoutingExplanationResolvers = {
  candidates: async (routed, _args, { extra }) => {
    const seats = readCandidates(routed, String).map(({ seat }) => seat);
    const accounts = await extra.seats.loadMany(seats);
    const accountOf = new Map(seats.map((seat, index) => [seat, accounts[index]]));
    return readCandidates(routed, (seat) => String(accountOf.get(seat)));
  },
};

export const routingCandidate: RoutingCandidateResolvers = {
  agent: ({ id }) => ({ id }),
};
