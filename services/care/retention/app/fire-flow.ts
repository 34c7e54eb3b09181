import type { AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { lockCustomers } from '../../consents/store/consents';
import type { Deps } from '../../deps';
import { requested } from '../../outreach/app/requested';
import { cappedSince } from '../../outreach/domain/outreach';
import type { Outreach } from '../../outreach/store/outreach-table';
import { insertOutreach, sentSince } from '../../outreach/store/outreaches';
import type { Fires } from '../../timers/app/care-timers';
import { armDeadlines, forgetDeadlines, stillDue, type Deadline } from '../../timers/store/deadlines';
import { decideFlow, type FlowDecision, type FlowFacts } from '../domain/flow-run';
import { flowName, flowsOf, newestFlows } from '../store/flows';
import { firstPayments, insertSteps, lockFreeRuns, saveRuns } from '../store/flow-runs';
import type { FlowRunRow, FlowStepRow } from '../store/flow-tables';
import { flowEnded } from './flow-ended';

/** What a round has decided, before it is written. */
interface Outcome {
  readonly runs: FlowRunRow[];
  readonly steps: FlowStepRow[];
  readonly outreach: Outreach[];
  readonly next: Deadline[];
  readonly gone: Deadline[];
  readonly events: AnyNewEvent[];
}

type Needs = Pick<Deps, 'newId'>;

/**
 * Does the steps of customers' flows that are due. It holds the run and the customer: a purchase or a refusal is before it or behind it, and no step is done twice.
 */
export const fireFlow =
  (deps: Needs): Fires =>
  async (tx, due, horizon) => {
    const runs = await lockFreeRuns(
      tx,
      due.map(({ subjectId }) => subjectId),
    );
    const byBuyer = new Map(runs.map((run) => [run.buyerId, run]));
    const held = await stillDue(tx, 'FLOW', [...byBuyer.keys()], horizon);
    const factsOf = await loadFacts(tx, runs, horizon);
    const outcome: Outcome = { runs: [], steps: [], outreach: [], next: [], gone: [], events: [] };
    for (const deadline of held) {
      const run = byBuyer.get(deadline.subjectId);
      const facts = run && factsOf(run);
      if (!run || !facts || run.outcome !== null) outcome.gone.push(deadline);
      else take(outcome, deps.newId, { run, deadline, now: horizon, decision: decideFlow(run, facts, horizon) });
    }
    saveRuns(tx, outcome.runs);
    insertSteps(tx, outcome.steps);
    insertOutreach(tx, outcome.outreach);
    forgetDeadlines(tx, outcome.gone);
    armDeadlines(tx, outcome.next);
    return { done: held.length, events: outcome.events };
  };

async function loadFacts(tx: Tx, runs: readonly FlowRunRow[], now: Date): Promise<(run: FlowRunRow) => FlowFacts | undefined> {
  const [buyers, shops] = [runs.map(({ buyerId }) => buyerId), [...new Set(runs.map(({ shopId }) => shopId))]];
  const customers = await lockCustomers(tx, runs);
  const [sent, payments, flows, newest] = await Promise.all([
    sentSince(tx, buyers, cappedSince(now)),
    firstPayments(tx, buyers),
    flowsOf(tx, runs),
    newestFlows(tx, shops),
  ]);
  const zones = new Map(await Promise.all(shops.map(async (shopId) => [shopId, (await loadShopCopy(tx, shopId))?.timeZone] as const)));
  return ({ shopId, buyerId, flowVersion }) => {
    const [flow, timeZone] = [flows.get(flowName(shopId, flowVersion)), zones.get(shopId)];
    if (!flow || timeZone === undefined) return undefined;
    return {
      ...{ flow, timeZone, isOn: newest.get(shopId)?.enabled === true, hasBoughtAgain: (payments.get(buyerId)?.length ?? 0) > 1 },
      customer: { media: customers.get(buyerId)?.media ?? [], sentLately: sent.get(buyerId) ?? 0 },
    };
  };
}

interface Taken {
  readonly run: FlowRunRow;
  readonly deadline: Deadline;
  readonly now: Date;
  readonly decision: FlowDecision;
}

function take({ runs, steps, outreach, next, gone, events }: Outcome, newId: Deps['newId'], { run, deadline, now, decision }: Taken): void {
  if (decision.kind === 'WAIT') {
    next.push({ ...deadline, dueAt: decision.dueAt });
    return;
  }
  if (decision.kind === 'END') {
    const ended = { ...run, outcome: decision.end, endedAt: now };
    runs.push(ended);
    gone.push(deadline);
    events.push(flowEnded(ended, newId(), now));
    return;
  }
  const { step, skipped, dueAt } = decision;
  const { shopId, buyerId, flowVersion, nextStep } = run;
  const outreachId = skipped === null ? newId() : null;
  if (outreachId !== null) {
    const asked = { id: outreachId, shopId, buyerId, medium: step.medium, kind: step.kind, flowVersion, step: nextStep, requestedAt: now };
    outreach.push({ ...asked, state: null, reportedAt: null, issued: null, reason: null });
    events.push(requested(asked, step, newId()));
  }
  steps.push({ buyerId, step: nextStep, shopId, flowVersion, at: now, outreachId, skipped });
  runs.push({ ...run, nextStep: nextStep + 1 });
  next.push({ ...deadline, dueAt });
}
