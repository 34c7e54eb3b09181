import { shopNotFound } from '#libs/platform/errors';
import { newId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import { readShopNow } from '../../flight/store/read-shop-now';
import { assignableNow } from '../../queue/domain/drain';
import { requestOf } from '../../queue/domain/place-session';
import { waitsAhead } from '../../queue/domain/waits-ahead';
import { poolHours } from '../../reception/domain/pool-hours';
import { decideRoute } from '../domain/decide-route';
import { recordDecision } from '../domain/decision-record';
import { simulatedFacts, type SimulatedBuyer } from '../domain/simulated-facts';
import { viewOf } from '../domain/view-of-shop';
import type { DecisionRow } from '../store/decision-table';
import { decisionRow } from '../store/save-decisions';

/**
 * What routing would decide now for a buyer: the same function as for a real one, on what the database holds, without a lock and without a trace. Where
 * chance decides it is one draw.
 */
export async function simulate(
  { readDb, clock }: Pick<Deps, 'readDb' | 'clock'>,
  shopId: string,
  buyer: SimulatedBuyer,
  limited: readonly string[],
): Promise<DecisionRow> {
  const change = await readDb.transaction([shopId], (tx) => readShopNow(tx, shopId, { now: clock.now(), limited, lists: true }));
  const settings = change?.state.settings;
  if (!change || !settings) throw shopNotFound('shopId', { retryable: true });
  const { state } = change;
  // Agents are kept for whoever waits longer and takes more slots.
  if (state.rules.workUnits !== null) assignableNow(change);
  const asker = { sessionId: newId(), openedAt: change.now, enqueuedAt: change.now, facts: simulatedFacts(buyer), waiting: null };
  const request = requestOf(asker, change, settings);
  const view = viewOf(state, settings, request, change.now, waitsAhead(state, request.pool));
  const route = decideRoute(view, request, Math.random);
  return decisionRow({
    id: asker.sessionId,
    shopId,
    outcome: {
      ...{ sessionId: asker.sessionId, revision: 1, shopVersion: state.version, route, trigger: change.trigger },
      record: recordDecision(view, request, route, state.assignmentNo),
      ...{
        pool: request.pool,
        groupId: null,
        band: request.band,
        enqueuedAt: null,
        decidedAt: change.now,
        waitedMs: 0,
        previousAgentId: null,
        byHand: null,
        prompt: null,
        offer: null,
        answerDueAt: null,
        isAccepted: false,
      },
      ...{ settingsVersion: settings.policyVersion, scheduleVersion: poolHours(state, request.pool).reception?.scheduleVersion ?? null },
      ...{ load: 0, capacity: null, slots: 0, notice: null },
    },
  });
}
