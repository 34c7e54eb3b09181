import type { Database, Statement } from '#libs/platform/database/database';
import type { SeededSession, SeededShop } from './seed-timers';

const text = (name: string, sql: string): Statement => ({ name: `timers-${name}`, text: sql });

const sessionsOf = text('sessions', 'SELECT id, closed_at AS "closedAt", close_reason AS "closeReason" FROM session WHERE shop_id = $1');
const eventsOf = text(
  'events',
  `SELECT stream, subject, occurred_at AS "occurredAt", extract(epoch FROM created_at - occurred_at) * 1000 AS late FROM outbox WHERE shop_id = $1
    AND type NOT IN ('alert-raised', 'alert-cleared')`,
);
const due = text('due', 'SELECT count(*) AS n FROM deadline WHERE shop_id = $1 AND due_at <= $2');

interface EventRow {
  readonly stream: string;
  readonly subject: string;
  readonly occurredAt: Date;
  /** From when it became true to the transaction that says so, ms. */
  readonly late: string;
}

interface SessionRow {
  readonly id: string;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
}

/** What a shop's timers have done. */
export interface ShopFindings {
  /** Broken promises, in words. */
  readonly broken: readonly string[];
  /** How late each effect came, ms. */
  readonly late: readonly number[];
}

/** How many timers of the shop should have fired and have not. */
export const overdueTimers = (db: Database, shopId: string, now: Date): Promise<number> =>
  db.transaction([shopId], async (tx) => (await tx.query<{ n: number }>(due, [shopId, now]))[0]?.n ?? 0);

/** Holds the rows and the events of a shop, alerts apart, against what was seeded: each effect exactly once, dated by its due instant, and no other. */
export function checkShop(db: Database, shop: SeededShop, seeded: readonly SeededSession[]): Promise<ShopFindings> {
  return db.transaction([shop.id], async (tx) => {
    const rows = new Map((await tx.query<SessionRow & { id: string }>(sessionsOf, [shop.id])).map((row) => [row.id, row]));
    const events = await tx.query<EventRow & { stream: string }>(eventsOf, [shop.id]);
    const closes = count(events, 'session-closed');
    const broken = seeded.flatMap((session) => [...wrongRow(session, rows.get(session.id)), ...wrongEvents(session, closes)]);
    const reminders = events.filter(({ stream }) => stream === 'shop-reminded');
    if (reminders.length !== 1 || reminders[0]?.occurredAt.getTime() !== shop.remindedAt.getTime())
      broken.push(`shop ${shop.id} was reminded ${reminders.length} times`);
    const others = events.filter(({ stream }) => stream !== 'session-closed' && stream !== 'shop-reminded');
    broken.push(...others.map(({ stream, subject }) => `${stream} of ${subject} was told`));
    return { broken, late: events.map(({ late }) => Number(late)) };
  });
}

const reasons = { HOLD: 'SYSTEM_HOLD_EXPIRED', IDLE: 'SYSTEM_IDLE', KEPT: null, LATER: null } as const;

function wrongRow({ id, kind, dueAt }: SeededSession, row: SessionRow | undefined): string[] {
  const reason = reasons[kind];
  const right = row?.closeReason === reason && row.closedAt?.getTime() === (reason === null ? undefined : dueAt.getTime());
  return right ? [] : [`session ${id} (${kind}) is ${row?.closeReason ?? 'open'} since ${row?.closedAt?.toISOString() ?? 'never'}`];
}

function wrongEvents({ id, kind }: SeededSession, closes: ReadonlyMap<string, number>): string[] {
  const [told, expected] = [closes.get(id) ?? 0, reasons[kind] === null ? 0 : 1];
  return told === expected ? [] : [`session ${id} (${kind}) was told closed ${told} times`];
}

function count(events: readonly EventRow[], stream: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) if (event.stream === stream) counts.set(event.subject, (counts.get(event.subject) ?? 0) + 1);
  return counts;
}
