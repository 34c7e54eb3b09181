import { Pool, types, type CustomTypesConfig, type PoolClient, type QueryResultRow } from 'pg';
import { AppError, serviceUnavailable } from './errors';
import { isId } from './ids';
import type { Log } from './log';

/** A named statement is prepared once per connection; flights depend on it, since planning costs more than running. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Tx {
  query<R extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<R[]>;
  /** Runs after the commit, in order of registration; never after a roll-back. */
  afterCommit(run: () => void): void;
}

export interface Database {
  /**
   * One transaction that sees the rows of the named shops only (row-level security; the worker role sees what its policies list).
   * Connection faults become SERVICE_UNAVAILABLE; every other error passes unchanged.
   */
  transaction<T>(shops: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether a connection can be had and answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const limits = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 4_000,
  query_timeout: 4_500,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
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
    ...limits,
  });
  pool.on('error', (err) => options.log.warn({ err }, 'an idle database connection broke'));
  // Whatever the server says of a client's end, at whichever moment, may not end the process: the query in hand fails, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    transaction: (shops, work) => transaction(pool, shops, work),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

async function transaction<T>(pool: Pool, shops: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
  const begin = beginFor(shops);
  const client = await pool.connect().catch((cause: unknown) => {
    throw serviceUnavailable('The database', cause);
  });
  const after: (() => void)[] = [];
  try {
    await client.query(begin);
    const result = await work(txOf(client, after));
    await client.query('COMMIT');
    client.release();
    for (const run of after) run();
    return result;
  } catch (error) {
    const fault = isConnectionFault(error);
    const rolledBack =
      !fault &&
      (await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    client.release(!rolledBack);
    throw fault && !(error instanceof AppError) ? serviceUnavailable('The database', error) : error;
  }
}

function txOf(client: PoolClient, after: (() => void)[]): Tx {
  return {
    query: async <R extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []) =>
      (await client.query<R>({ name: statement.name, text: statement.text, values: values as unknown[] })).rows,
    afterCommit: (run) => {
      after.push(run);
    },
  };
}

/** Begin and scope in one round trip. Ids are checked, because a simple query takes no parameters. */
function beginFor(shops: readonly string[]): string {
  const alien = shops.find((shop) => !isId(shop));
  if (alien !== undefined) throw new Error('A transaction was asked for a shop id that is none of ours');
  return shops.length === 0 ? 'BEGIN' : `BEGIN; SELECT set_config('jiedai.shops', '{${[...new Set(shops)].join(',')}}', true)`;
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '25P03',
  '57014',
  '55P03',
]);

/** Whether the database, not the statement, is at fault: worth a retry as it stands. Timeouts of statements and locks count. */
export function isConnectionFault(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'SERVICE_UNAVAILABLE';
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: string }).code;
  if (code !== undefined) return connectionCodes.has(code) || code.startsWith('08');
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Two flights of different processes met: the database ended one of them, and flying again is right. */
export const isContention = (error: unknown): boolean => ['40001', '40P01'].includes((error as { code?: string } | null)?.code ?? '');
