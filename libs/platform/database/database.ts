import { Pool, types, type CustomTypesConfig, type PoolClient, type QueryResultRow } from 'pg';
import { isConnectionFault } from './database-fault';
import { AppError, serviceUnavailable } from '../errors';
import { isId } from '../process/ids';
import type { Log } from '../process/log';
import { turnSocket } from './turn-socket';

/** A named statement is prepared once per connection; flights depend on it, since planning costs more than running. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * A transaction's statements run in the order they are asked for, and travel together: whoever needs the rows of several asks for all of them
 * before awaiting the first.
 */
export interface Tx {
  query<R extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<R[]>;
  /** A statement whose rows nobody needs and nobody waits for. If it fails, the transaction does. */
  send(statement: Statement, values?: readonly unknown[]): void;
  /** Runs after the commit, in order of registration; never after a roll-back. */
  afterCommit(run: () => void): void;
}

export interface TransactionOptions {
  /** The commit does not wait for the disk: for what may be lost with the server, because it is found again without it. */
  readonly lazy?: boolean;
}

export interface Database {
  /**
   * One transaction that sees the rows of the named shops only (row-level security; the worker role sees what its policies list).
   * Connection faults become SERVICE_UNAVAILABLE; every other error passes unchanged.
   */
  transaction<T>(shops: readonly string[], work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
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
    pipeline: true,
    stream: turnSocket,
    ...limits,
  });
  pool.on('error', (err) => options.log.warn({ err }, 'an idle database connection broke'));
  // Whatever the server says of a client's end, at whichever moment, may not end the process: the query in hand fails, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    transaction: (shops, work, { lazy = false } = {}) => transaction(pool, shops, work, lazy),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

async function transaction<T>(pool: Pool, shops: readonly string[], work: (tx: Tx) => Promise<T>, lazy: boolean): Promise<T> {
  const visible = scopeOf(shops);
  const client = await pool.connect().catch((cause: unknown) => {
    throw serviceUnavailable('The database', cause);
  });
  const open = openTransaction(client, visible, lazy);
  try {
    const result = await work(open.tx);
    await open.commit();
    client.release();
    for (const run of open.after) run();
    return result;
  } catch (error) {
    const cause = open.failure() ?? error;
    const fault = isConnectionFault(cause);
    const rolledBack =
      !fault &&
      (await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    client.release(!rolledBack);
    throw fault && !(cause instanceof AppError) ? serviceUnavailable('The database', cause) : cause;
  }
}

const scope: Statement = { name: 'scope', text: `SELECT set_config('jiedai.shops', $1, true)` };

/** What row security compares with, as an array's literal. */
function scopeOf(shops: readonly string[]): string {
  if (!shops.every(isId)) throw new Error('A transaction was asked for a shop id that is none of ours');
  return `{${[...new Set(shops)].join(',')}}`;
}

function openTransaction(client: PoolClient, visible: string, lazy: boolean) {
  const after: (() => void)[] = [];
  const sent: Promise<unknown>[] = [];
  let failure: unknown;
  const issue = <R extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[] = []): Promise<R[]> => {
    const rows = client.query<R>({ name, text, values: values as unknown[] }).then((result) => result.rows);
    rows.catch(keep);
    return rows;
  };
  /** The first failure is the cause of all that follow: the server refuses the rest of a transaction. */
  const keep = (error: unknown): void => {
    failure ??= error;
  };
  const send = (answer: Promise<unknown>): void => {
    answer.catch(keep);
    sent.push(answer);
  };
  send(client.query(lazy ? 'BEGIN; SET LOCAL synchronous_commit TO off' : 'BEGIN'));
  if (visible !== '{}') send(issue(scope, [visible]));
  const tx: Tx = {
    query: issue,
    send: (statement, values) => send(issue(statement, values)),
    afterCommit: (run) => void after.push(run),
  };
  /** Behind a failed statement the server takes a COMMIT for a ROLLBACK and says nothing: so every answer before it counts, one that nobody looked at too. */
  const commit = async (): Promise<void> => {
    await Promise.all([...sent, client.query('COMMIT')]);
    if (failure !== undefined) throw failure as Error;
  };
  return { tx, after, failure: () => failure, commit };
}
