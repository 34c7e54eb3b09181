import { AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type {
  RoutingCandidateResolvers,
  RoutingCause,
  RoutingExplanationResolvers,
  SessionResolvers,
  SessionRoutingResolvers,
} from '../../generated/resolver-types';
import type { DecisionRow } from '../store/decision-table';
import type { OutcomeWaiters } from '../app/outcome-waiters';
import { explain } from '../domain/explain';
import { readCandidates, readChain, readHandedOver, readHoursOf, readOffer, readOverride } from '../domain/decision-record';
import { rankingCount } from '../domain/rank-agents';

const longestWaitMs = 2_000;

/** The latest outcome of a session. An unknown session and one of another shop have none. */
export const sessionRoutingField =
  (waiters: OutcomeWaiters): NonNullable<SessionResolvers['routing']> =>
  ({ id: sessionId }, { waitMs }, { caller, extra, waitMs: leftMs = longestWaitMs }) => {
    const wait = waitMs ?? 0;
    if (wait < 0 || wait > longestWaitMs) {
      throw new AppError('BAD_USER_INPUT', 'waitMs is out of range.', {
        field: 'waitMs',
        expected: `0 to ${longestWaitMs} milliseconds`,
      });
    }
    if (caller.shop === null || !isId(sessionId)) return null;
    return waiters.outcomeOf({ shopId: caller.shop, sessionId }, Math.min(wait, leftMs), () => extra.routed.load(sessionId));
  };

export const sessionRouting: SessionRoutingResolvers = {
  session: ({ sessionId }) => ({ id: sessionId }),
  by: ({ byId }) => (byId === null ? null : { id: byId }),
  cause: ({ cause }) => cause as RoutingCause,
  agent: ({ agentId }) => (agentId === null ? null : { id: agentId }),
  offerUntil: (decision) => readOffer(decision).until?.toISOString() ?? null,
  queuePosition: ({ outcome, sessionId }, _args, { extra }) => (outcome === 'QUEUED' ? extra.positions.load(sessionId) : null),
  explanation: (decision) => decision,
};

const offerState = (decision: DecisionRow): 'MADE' | 'ACCEPTED' | null => {
  const { until, isAccepted } = readOffer(decision);
  return isAccepted ? 'ACCEPTED' : until && 'MADE';
};

export const routingExplanation: RoutingExplanationResolvers = {
  sentence: async (decision, { language }, { extra }) => {
    const { agentId } = decision;
    return explain(
      { ...decision, offer: offerState(decision), isHandedOver: readHandedOver(decision), chain: readChain(decision) },
      agentId === null ? null : await extra.nicknames.load(agentId),
      language ?? 'ZH_CN',
    );
  },
  hoursGroupId: (decision) => readHoursOf(decision),
  override: (decision) => readOverride(decision),
  candidates: async (decision, _args, { extra }) => {
    const numbers = readCandidates(decision, String).map(({ agentNo }) => agentNo);
    const accounts = await extra.accountsByNumber.loadMany(numbers);
    const accountOf = new Map(numbers.map((agentNo, index) => [agentNo, accounts[index]]));
    return readCandidates(decision, (agentNo) => String(accountOf.get(agentNo)));
  },
};

export const routingCandidate: RoutingCandidateResolvers = {
  agent: ({ id }) => ({ id }),
  rankingCount,
};
