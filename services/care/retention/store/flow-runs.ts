import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import { flowRunTable, flowStepTable, type FlowRunRow, type FlowStepRow } from './flow-tables';

const columns = selectList(flowRunTable, 'r');
const insert = insertRows(flowRunTable, { name: 'flow-runs-insert', onConflict: 'ignore', returning: flowRunTable.fields });
const update = updateRows(flowRunTable, { name: 'flow-runs-save' });
const insertStep = insertRows(flowStepTable, { name: 'flow-steps-insert' });
const found = `SELECT ${columns} FROM flow_run AS r WHERE buyer_id = ANY ($1::uuid[]) ORDER BY buyer_id`;
const lock: Statement = { name: 'flow-runs-lock', text: `${found} FOR UPDATE` };
const lockFree: Statement = { name: 'flow-runs-lock-free', text: `${found} FOR UPDATE SKIP LOCKED` };
const payments: Statement = {
  name: 'flow-payments',
  text: `SELECT k.id AS "buyerId", o.paid_at AS "paidAt" FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT paid_at FROM order_copy WHERE buyer_id = k.id AND paid_at IS NOT NULL ORDER BY paid_at, order_id LIMIT 2) AS o ON true
    ORDER BY 1, 2`,
};
const counts: Statement = {
  name: 'flow-counts',
  text: `SELECT flow_version AS "version", next_step AS "step", outcome, count(*)::int AS "customers" FROM flow_run WHERE shop_id = $1 GROUP BY 1, 2, 3`,
};
const stepCounts: Statement = {
  name: 'flow-step-counts',
  text: `SELECT flow_version AS "version", step, skipped, count(*)::int AS "customers" FROM flow_step WHERE shop_id = $1 GROUP BY 1, 2, 3`,
};

/** Begins runs; of customers who had one before nothing is answered. */
export const insertRuns = (tx: Tx, runs: readonly FlowRunRow[]): Promise<FlowRunRow[]> =>
  tx.query<FlowRunRow>(insert, [jsonRows([...runs].sort((one, other) => (one.buyerId < other.buyerId ? -1 : 1)))]);

export const saveRuns = (tx: Tx, runs: readonly FlowRunRow[]): void => {
  if (runs.length > 0) tx.send(update, [jsonRows(runs)]);
};

export const insertSteps = (tx: Tx, steps: readonly FlowStepRow[]): void => {
  if (steps.length > 0) tx.send(insertStep, [jsonRows(steps)]);
};

/** Holds the runs of these customers. */
export const lockRuns = (tx: Tx, buyers: readonly string[]): Promise<FlowRunRow[]> => tx.query<FlowRunRow>(lock, [buyers]);

/** Holds those that nobody else holds. */
export const lockFreeRuns = (tx: Tx, buyers: readonly string[]): Promise<FlowRunRow[]> => tx.query<FlowRunRow>(lockFree, [buyers]);

/** The first two payments of each of these customers, as far as there are any. */
export async function firstPayments(tx: Tx, buyers: readonly string[]): Promise<ReadonlyMap<string, readonly Date[]>> {
  const rows = await tx.query<{ buyerId: string; paidAt: Date }>(payments, [buyers]);
  const paid = new Map<string, Date[]>();
  for (const { buyerId, paidAt } of rows) paid.set(buyerId, [...(paid.get(buyerId) ?? []), paidAt]);
  return paid;
}

export interface RunCount {
  readonly version: number;
  readonly step: number;
  readonly outcome: FlowRunRow['outcome'];
  readonly customers: number;
}

export interface StepCount {
  readonly version: number;
  readonly step: number;
  readonly skipped: string | null;
  readonly customers: number;
}

export const countRuns = (tx: Tx, shopId: string): Promise<RunCount[]> => tx.query<RunCount & Record<string, unknown>>(counts, [shopId]);
export const countSteps = (tx: Tx, shopId: string): Promise<StepCount[]> =>
  tx.query<StepCount & Record<string, unknown>>(stepCounts, [shopId]);
