import { createHash } from 'node:crypto';
import type { Statement, Tx } from './database';
import { AppError } from '../errors';

/** One use of a `commandId`: scoped to shop and operation, with a fingerprint of the input. */
export interface CommandKey {
  readonly shopId: string;
  readonly operation: string;
  readonly commandId: string;
  readonly fingerprint: string;
}

/** What a command id means now: to be done, done before with this result, or used for another input. */
export type Claim = { readonly kind: 'fresh' } | { readonly kind: 'done'; readonly result: unknown } | { readonly kind: 'reused' };

/** The key of a command, or null when the caller gave no id. The input's fingerprint ignores the id itself and the order of fields, not whether a field is absent or null: they differ (RES-84). */
export function commandKey(
  shopId: string,
  operation: string,
  input: { readonly commandId?: string | null | undefined },
): CommandKey | null {
  if (input.commandId === null || input.commandId === undefined) return null;
  const { commandId, ...rest } = input;
  return { shopId, operation, commandId, fingerprint: createHash('sha256').update(canonical(rest)).digest('base64url') };
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object' || value instanceof Date) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
    .join(',')}}`;
}

const claim: Statement = {
  name: 'command-claim',
  text: `INSERT INTO command_result (shop_id, operation, command_id, fingerprint)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING RETURNING shop_id, operation, command_id`,
};

/* By key, row for row: a planner without figures would rather read the whole table. */
const read: Statement = {
  name: 'command-read',
  text: `SELECT c.shop_id, c.operation, c.command_id, c.fingerprint, c.result FROM unnest($1::uuid[], $2::text[], $3::text[]) AS k (shop_id, operation, command_id)
    JOIN LATERAL (SELECT * FROM command_result WHERE shop_id = k.shop_id AND operation = k.operation AND command_id = k.command_id LIMIT 1) AS c ON true`,
};

/* The row is there, so this only updates; an upsert finds it by the key's index in any case. */
const settle: Statement = {
  name: 'command-settle',
  text: `INSERT INTO command_result (shop_id, operation, command_id, fingerprint, result)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[])
    ON CONFLICT (shop_id, operation, command_id) DO UPDATE SET result = excluded.result`,
};

const release: Statement = {
  name: 'commands-release',
  text: `DELETE FROM command_result WHERE ctid = ANY (ARRAY(SELECT c.ctid FROM unnest($1::uuid[], $2::text[], $3::text[]) AS k (shop_id, operation, command_id)
    JOIN LATERAL (SELECT ctid FROM command_result WHERE shop_id = k.shop_id AND operation = k.operation AND command_id = k.command_id AND result IS NULL LIMIT 1) AS c ON true))`,
};

const nameOf = (key: { shop_id: string; operation: string; command_id: string }): string =>
  `${key.shop_id} ${key.operation} ${key.command_id}`;
/** One name for a command's id, its shop and operation. */
export const commandName = (key: CommandKey): string => `${key.shopId} ${key.operation} ${key.commandId}`;

/**
 * Claims the ids of a flight, which must be distinct, in one or two statements. Waits for another transaction that holds the same id.
 * A fresh id must be settled with its result before the commit.
 */
export async function claimCommands(tx: Tx, keys: readonly CommandKey[]): Promise<Claim[]> {
  if (keys.length === 0) return [];
  const columns = [keys.map((key) => key.shopId), keys.map((key) => key.operation), keys.map((key) => key.commandId)];
  const claimed = await tx.query<{ shop_id: string; operation: string; command_id: string }>(claim, [
    ...columns,
    keys.map((key) => key.fingerprint),
  ]);
  const fresh = new Set(claimed.map(nameOf));
  if (fresh.size === keys.length) return keys.map(() => ({ kind: 'fresh' }));
  const rows = await tx.query<{ shop_id: string; operation: string; command_id: string; fingerprint: string; result: unknown }>(
    read,
    columns,
  );
  const stored = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.map((key) => {
    const row = stored.get(commandName(key));
    if (!row || fresh.has(commandName(key))) return { kind: 'fresh' };
    return row.fingerprint === key.fingerprint ? { kind: 'done', result: row.result } : { kind: 'reused' };
  });
}

/** Stores the results of fresh commands. */
export function settleCommands(tx: Tx, settled: readonly { readonly key: CommandKey; readonly result: unknown }[]): void {
  if (settled.length === 0) return;
  tx.send(settle, [
    settled.map(({ key }) => key.shopId),
    settled.map(({ key }) => key.operation),
    settled.map(({ key }) => key.commandId),
    settled.map(({ key }) => key.fingerprint),
    settled.map(({ result }) => JSON.stringify(result)),
  ]);
}

/** Gives back the ids of refused commands: a refusal changes nothing, so the same command may be tried again under the same id. */
export function releaseCommands(tx: Tx, keys: readonly CommandKey[]): void {
  if (keys.length === 0) return;
  tx.send(release, [keys.map((key) => key.shopId), keys.map((key) => key.operation), keys.map((key) => key.commandId)]);
}

export const commandIdReused = (): AppError =>
  new AppError('COMMAND_ID_REUSED', 'This commandId was used before with another input.', {
    field: 'commandId',
    expected: 'a new commandId for a new command',
  });

/** Runs a rare command once per id inside its transaction: the same id and input answer with the first result. */
export async function once<R>(tx: Tx, key: CommandKey | null, run: () => Promise<R>): Promise<R> {
  if (key === null) return run();
  const [outcome] = await claimCommands(tx, [key]);
  if (outcome?.kind === 'reused') throw commandIdReused();
  if (outcome?.kind === 'done') return outcome.result as R;
  const result = await run();
  settleCommands(tx, [{ key, result }]);
  return result;
}
