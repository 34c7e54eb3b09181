import type { QueryResultRow } from 'pg';

/** A named statement is prepared once per connection; flights depend on it, since planning costs more than running. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * A transaction's statements run in the order they are asked for, and travel together: whoever needs the rows of several asks for all of them
 * before awaiting the first. A statement that fails ends the whole transaction with its error: nothing that waits for a statement of it runs on,
 * so no promise of it can be left without a handler.
 */
export interface Tx {
  query<R extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<R[]>;
  /** A statement whose rows nobody needs and nobody waits for. If it fails, the transaction does. */
  send(statement: Statement, values?: readonly unknown[]): void;
  /** Runs after the commit, in order of registration; never after a roll-back. What it throws is logged: the transaction is done. */
  afterCommit(run: () => void): void;
}

export interface TransactionOptions {
  /** The commit does not wait for the disk: for what may be lost with the server, because it is found again without it. */
  readonly lazy?: boolean;
  /** All statements see the same rows, those committed when the first one ran, and none may write. */
  readonly snapshot?: boolean;
  /** How long a statement waits for a lock before it fails; 2 s when absent. */
  readonly lockMs?: number | undefined;
}
