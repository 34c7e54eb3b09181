import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { isId } from '../process/ids';
import { gatherWrites } from './gather-writes';
import type { Statement, TransactionOptions, Tx } from './tx';

/** How long a statement waits for a lock. */
export const usualLockMs = 2_000;

const scope: Statement = { name: 'scope', text: `SELECT set_config('jiedai.shops', $1, true), set_config('lock_timeout', $2, true)` };

/** What row security compares with, as an array's literal. */
export function scopeOf(shops: readonly string[]): string {
  if (!shops.every(isId)) throw new Error('A transaction was asked for a shop id that is none of ours');
  return `{${[...new Set(shops)].join(',')}}`;
}

function beginning({ lazy, snapshot }: TransactionOptions): string {
  if (snapshot) return 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
  return lazy ? 'BEGIN; SET LOCAL synchronous_commit TO off' : 'BEGIN';
}

/** A transaction that has begun. */
export interface OpenTransaction {
  readonly tx: Tx;
  /** What is to be done after the commit. */
  readonly after: readonly (() => void)[];
  /** Rejects with the first statement that fails. */
  readonly failed: Promise<never>;
  commit(): Promise<void>;
  /** No further statement is sent. Answers the error of the statement that has failed, if one has. */
  end(): unknown;
}

/** Begins a transaction on a connection; nothing is awaited yet. */
export function openTransaction(client: PoolClient, visible: string, settings: TransactionOptions): OpenTransaction {
  const after: (() => void)[] = [];
  const state: { ended: boolean; failure: unknown } = { ended: false, failure: undefined };
  let reject: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, rejectFailed) => {
    reject = rejectFailed;
  });
  /** The first failure is the cause of all that follow: the server refuses the rest of a transaction. */
  const fail = (error: unknown): void => {
    state.ended = true;
    state.failure ??= error;
    reject(state.failure);
  };
  /** Never settles when the statement fails: the transaction does. */
  const issue = <R extends QueryResultRow>(query: string | QueryConfig): Promise<QueryResult<R>> =>
    new Promise((resolve) => {
      if (state.ended) return;
      gatherWrites(client.connection.stream);
      client.query<R>(query).then(resolve, fail);
    });
  const run = <R extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[] = []): Promise<QueryResult<R>> =>
    issue<R>({ name, text, values: values as unknown[] });
  void issue(beginning(settings));
  if (visible !== '{}' || settings.lockMs !== undefined) void run(scope, [visible, String(settings.lockMs ?? usualLockMs)]);
  return {
    tx: {
      query: async <R extends QueryResultRow>(statement: Statement, values?: readonly unknown[]) => (await run<R>(statement, values)).rows,
      send: (statement, values) => void run(statement, values),
      afterCommit: (task) => void after.push(task),
    },
    after,
    failed,
    commit: async () => {
      const { command } = await issue('COMMIT');
      state.ended = true;
      // Behind a failed statement the server takes a COMMIT for a ROLLBACK and says nothing else.
      if (command !== 'COMMIT') throw new Error('A transaction was not committed, although none of its statements failed');
    },
    end: () => {
      state.ended = true;
      return state.failure;
    },
  };
}
