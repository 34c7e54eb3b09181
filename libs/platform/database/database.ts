import { Pool, types, type CustomTypesConfig } from 'pg';
import type { Log } from '../process/log';
import { usualLockMs } from './open-transaction';
import { onScrape } from '../telemetry/readings';
import { runTransaction } from './run-transaction';
import type { TransactionOptions, Tx } from './tx';

export type { Statement, TransactionOptions, Tx } from './tx';

export interface Database {
  /**
   * One transaction that sees the rows of the named shops only (row-level security; the worker role sees what its policies list).
   * A fault that passes by itself becomes SERVICE_UNAVAILABLE with the fault as its cause; every other error passes unchanged.
   */
  transaction<T>(shops: readonly string[], work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Whether a connection can be had and answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The server ends a transaction whose process stands still, before those who wait for its locks give up. */
const limits = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 4_000,
  query_timeout: 4_500,
  lock_timeout: usualLockMs,
  idle_in_transaction_session_timeout: 1_700,
};

const int8 = 20;
const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 && format !== 'binary' ? safeNumber : types.getTypeParser(oid, format as 'text')) as CustomTypesConfig['getTypeParser'],
};

function safeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isSafeInteger(parsed)) throw new Error(`A 64-bit value beyond what JavaScript counts exactly: ${value}`);
  return parsed;
}

/** A pool of at most `max` connections. An idle connection that breaks is logged and replaced; it never ends the process. */
export function createDatabase(options: { url: string; max: number; log: Log; name: string }): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.max,
    application_name: options.name,
    idleTimeoutMillis: 60_000,
    types: parsers,
    pipeline: true,
    ...limits,
  });
  pool.on('error', (err) => options.log.warn({ err }, 'an idle database connection broke'));
  // Whatever the server says of a client's end, at whichever moment, may not end the process: the query in hand fails, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const unwatch = watchPool(options.name, pool);
  return {
    transaction: (shops, work, settings = {}) => runTransaction({ pool, log: options.log, settings }, shops, work),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => {
      unwatch();
      return pool.end();
    },
  };
}

function watchPool(name: string, pool: Pool): () => void {
  const connections = () => [
    { labels: { pool: name, state: 'idle' }, value: pool.idleCount },
    { labels: { pool: name, state: 'busy' }, value: pool.totalCount - pool.idleCount },
  ];
  const ends = [
    onScrape('jiedai_database_connections', connections),
    onScrape('jiedai_database_waiting', () => [{ labels: { pool: name }, value: pool.waitingCount }]),
  ];
  return () => ends.forEach((end) => end());
}
