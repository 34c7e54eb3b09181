import type { Trigger } from '#libs/contracts/index';
import { leavesLine } from '../access/audited';
import { actorOf, type Caller } from '../access/caller';
import type { Tx } from '../database/tx';
import { insertRows, jsonRows } from '../database/write-rows';
import type { CalledFrom } from '../graphql/called-from';
import { requestIdOf } from '../trace-context';
import { auditEntryTable, type AuditEntry } from './audit-tables';
import { changedFields, type AuditKind } from './shown-fields';

/** What a line needs to know of the command: who asks, for what, from where. A `Command` has all of it. */
export interface AuditedCommand {
  readonly shopId: string;
  readonly operation: string;
  readonly caller: Caller;
  readonly trigger: Trigger;
  readonly calledFrom: CalledFrom;
}

/** What was done: to which thing, which was `before` and is `after`; null where it was not there, or is no longer. */
export interface Act {
  readonly at: Date;
  readonly on: { readonly kind: AuditKind; readonly id: string };
  readonly before: object | null;
  readonly after: object | null;
}

/** A line that has no place in its shop's chain yet. */
export type AuditLine = Omit<AuditEntry, 'seq' | 'hash'>;

const fields = auditEntryTable.fields.filter((field) => field !== 'seq' && field !== 'hash');
const append = insertRows(auditEntryTable, { name: 'audit-append', fields });

/** The line of one act. Of what `before` and `after` hold only the fields that changed and may be shown get into it. */
export function auditLine({ shopId, operation, caller, trigger, calledFrom }: AuditedCommand, { at, on, before, after }: Act): AuditLine {
  if (!leavesLine(operation, 'OTHERS'))
    throw new Error(`${operation} leaves no audit line: say otherwise in libs/platform/access/audited.ts`);
  const { kind: actorKind, id: actorId } = actorOf(caller);
  return {
    ...{ shopId, at, actorKind, actorId, tokenSubject: caller.subject, operation, onKind: on.kind, onId: on.id },
    ...changedFields(on.kind, before, after),
    ...calledFrom,
    requestId: requestIdOf(trigger.traceparent) ?? null,
    commandId: trigger.causeId,
  };
}

/**
 * Appends lines to their shops' chains in the transaction of the acts, in one statement. It takes the chains' row locks, in order of shop: call it behind
 * all locks of one's own and **before the events**, whose counters everybody waits for.
 */
export function appendAudit(tx: Tx, lines: readonly AuditLine[]): void {
  if (lines.length === 0) return;
  const inOrder = [...lines].sort((a, b) => (a.shopId < b.shopId ? -1 : a.shopId > b.shopId ? 1 : 0));
  tx.send(append, [jsonRows(inOrder)]);
}

/** Appends the line of one act. A privileged command writes exactly one, also when it changed nothing; one that is refused or repeated writes none. */
export const audit = (tx: Tx, command: AuditedCommand, act: Act): void => appendAudit(tx, [auditLine(command, act)]);
