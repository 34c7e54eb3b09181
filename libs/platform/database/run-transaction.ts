import type { Pool, PoolClient } from 'pg';
import { AppError, serviceUnavailable } from '../errors';
import type { Log } from '../process/log';
import type { TransactionOptions, Tx } from './tx';
import { breaksConnection, passesByItself } from './database-fault';
import { openTransaction, scopeOf, type OpenTransaction } from './open-transaction';

interface Using {
  readonly pool: Pool;
  readonly log: Log;
  readonly settings: TransactionOptions;
}

/** Runs `work` in one transaction on one connection of the pool. */
export async function runTransaction<T>(
  { pool, log, settings }: Using,
  shops: readonly string[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const scope = scopeOf(shops);
  const client = await pool.connect().catch((cause: unknown) => {
    throw serviceUnavailable('The database', cause);
  });
  const open = openTransaction(client, scope, settings);
  try {
    const result = await Promise.race([open.failed, commitAfter(work, open)]);
    client.release();
    runAll(open.after, log);
    return result;
  } catch (error) {
    const cause = open.end() ?? error;
    client.release(breaksConnection(cause) || !(await rolledBack(client)));
    throw passesByItself(cause) && !(cause instanceof AppError) ? serviceUnavailable('The database', cause) : cause;
  }
}

async function commitAfter<T>(work: (tx: Tx) => Promise<T>, open: OpenTransaction): Promise<T> {
  const result = await work(open.tx);
  await open.commit();
  return result;
}

const rolledBack = (client: PoolClient): Promise<boolean> =>
  client.query('ROLLBACK').then(
    () => true,
    () => false,
  );

function runAll(after: readonly (() => void)[], log: Log): void {
  for (const run of after) {
    try {
      run();
    } catch (err) {
      log.error({ err }, 'something failed that was to be done after a commit; the commit stands');
    }
  }
}
