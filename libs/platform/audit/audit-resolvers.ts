import { z } from 'zod';
import { ownShop } from '../access/access';
import type { Database } from '../database/database';
import { instantInput } from '../graphql/instant-input';
import { parseInput, storable } from '../graphql/parse-input';
import type { RequestContext } from '../graphql/request-context';
import type { ServiceName } from '../process/services';
import type { AuditEntry } from './audit-tables';
import { readAudit } from './read-audit';

const wordInput = z.string().max(200, 'at most 200 characters').refine(storable, 'text without NUL or broken characters').nullish();

const cursorInput = z.string().transform((cursor, context) => {
  const seq = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (Number.isSafeInteger(seq) && seq > 0) return seq;
  context.addIssue({ code: 'custom', message: 'an endCursor this list has answered' });
  return z.NEVER;
});

const listInput = z.object({
  filter: z.object({ who: wordInput, what: wordInput, on: wordInput, from: instantInput.nullish(), to: instantInput.nullish() }).nullish(),
  first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish(),
  after: cursorInput.nullish(),
});

const usualPage = 20;

interface Page {
  readonly lines: readonly AuditEntry[];
  readonly hasNextPage: boolean;
}

async function readPage(db: Database, shopId: string, args: unknown): Promise<Page> {
  const { filter, first, after } = parseInput(listInput, args);
  const size = first ?? usualPage;
  const { who = null, what = null, on = null, from = null, to = null } = filter ?? {};
  const found = await readAudit(db, shopId, { who, what, on, from, to, before: after ?? null, most: size + 1 });
  return { lines: found.slice(0, size), hasNextPage: found.length > size };
}

type Fields = Readonly<Record<string, unknown>>;

const asJson = (fields: object | null, field: string): string | null =>
  fields === null ? null : JSON.stringify((fields as Fields)[field] ?? null);

/** The part of the entity `Audit` that a service answers: its own chain of the caller's shop. */
export const auditResolvers = (service: ServiceName, { readDb }: { readonly readDb: Database }): object => ({
  Audit: {
    __resolveReference: ({ id }: { readonly id: string }, { caller }: RequestContext) => ({ id: ownShop(caller, id, 'id') }),
    [service]: ({ id }: { readonly id: string }, args: unknown, { caller }: RequestContext) =>
      readPage(readDb, ownShop(caller, id, 'id'), args),
  },
  AuditPage: {
    entries: ({ lines }: Page) => lines,
    endCursor: ({ lines }: Page) => {
      const last = lines.at(-1);
      return last ? Buffer.from(String(last.seq)).toString('base64url') : null;
    },
  },
  AuditEntry: {
    at: ({ at }: AuditEntry) => at.toISOString(),
    changes: ({ before, after }: AuditEntry) =>
      Object.keys(after ?? before ?? {}).map((field) => ({ field, before: asJson(before, field), after: asJson(after, field) })),
  },
});
