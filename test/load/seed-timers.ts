import { presets } from '#libs/contracts/index';
import type { Database, Statement } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { newId } from '#libs/platform/process/ids';
import { minutesAfter, unknownOrigin, type Session } from '#services/session/conversation/domain/session';
import { buyerTable } from '#services/session/conversation/store/buyer-table';
import { armDeadlines, type SessionDeadline } from '#services/session/conversation/store/deadlines';
import { sessionTable, toSessionRow } from '#services/session/conversation/store/session-table';
import { saveShopCopies } from '#services/session/copies/store/shop-copy';
import { noMarks } from '#services/session/desk/domain/session-marks';
import { kindOf, type TimerKind, type TimerPlan } from './timer-plan';

/** A session that was seeded, and when its timer comes. */
export interface SeededSession {
  readonly id: string;
  readonly shopId: string;
  readonly kind: TimerKind;
  readonly dueAt: Date;
}

export interface SeededShop {
  readonly id: string;
  readonly remindedAt: Date;
}

const policy = { version: 1, holdMinutes: 20, idleAfterAgentMinutes: 20, idleAfterBuyerMinutes: 360 };
const hour = 3_600_000;
const chunk = 2_000;
const insertSessions: Statement = insertRows(sessionTable, { name: 'seed-sessions' });
const insertBuyers: Statement = insertRows(buyerTable, { name: 'seed-buyers' });

/** The first whole minute after an instant. */
const wholeMinute = (after: Date): Date => new Date(Math.ceil(after.getTime() / 60_000) * 60_000);

/** Shops without agents, each reminded at the first whole minute after `from` (SES-19). */
export async function seedShops(db: Database, count: number, from: Date): Promise<SeededShop[]> {
  const remindedAt = wholeMinute(from);
  const shops = Array.from({ length: count }, () => ({ id: newId(), remindedAt }));
  const minute = remindedAt.getUTCHours() * 60 + remindedAt.getUTCMinutes();
  await db.transaction(
    shops.map(({ id }) => id),
    async (tx) => {
      await saveShopCopies(
        tx,
        shops.map(({ id }) => copyOf(id, minute)),
      );
      armDeadlines(
        tx,
        shops.map(({ id }) => ({ sessionId: id, kind: 'REMINDER', shopId: id, dueAt: remindedAt })),
      );
    },
  );
  return shops;
}

const copyOf = (shopId: string, dailyReminderMinute: number) => ({
  ...{ shopId, version: 1, timeZone: 'UTC', policyVersion: 1, holdMinutes: policy.holdMinutes, dailyReminderMinute },
  ...{ idleAfterAgentMinutes: policy.idleAfterAgentMinutes, idleAfterBuyerMinutes: policy.idleAfterBuyerMinutes },
  ...{ botFirst: false, buyerLanguage: presets.KUAISHOU.buyerLanguage, preset: 'KUAISHOU' as const, orderValidityDays: 30 },
  ...{
    afterSalesPeriodDays: 3,
    messageRecallMinutes: 2,
    outboundTexts: false,
    outboundMessages: null,
    outboundHours: null,
    courtesyReopens: true,
    closingHintMinutes: 10,
  },
  slowReplySeconds: 100,
});

/** Open sessions of these shops, whose timers come evenly over the window that begins at `from`. */
export async function seedSessions(db: Database, plan: TimerPlan, shops: readonly SeededShop[], from: Date): Promise<SeededSession[]> {
  const seeded = Array.from({ length: plan.sessions }, (_, index): SeededSession => {
    const kind = kindOf(index);
    const inWindow = from.getTime() + Math.floor((index / plan.sessions) * plan.windowMs);
    return {
      id: newId(),
      shopId: shops[index % shops.length]!.id,
      kind,
      dueAt: new Date(kind === 'LATER' ? inWindow + 6 * hour : inWindow),
    };
  });
  for (let start = 0; start < seeded.length; start += chunk) await store(db, seeded.slice(start, start + chunk));
  return seeded;
}

const store = (db: Database, seeded: readonly SeededSession[]): Promise<void> => {
  const sessions = seeded.map((each) => sessionOf(each, newId()));
  return db.transaction([...new Set(seeded.map(({ shopId }) => shopId))], async (tx) => {
    const buyers = sessions.map(({ buyerId: id, shopId, channel }) => ({ id, shopId, channel, externalId: id }));
    tx.send(insertBuyers, [jsonRows(buyers)]);
    tx.send(insertSessions, [jsonRows(sessions.map((session) => toSessionRow({ session, version: 1 })))]);
    armDeadlines(tx, seeded.map(deadlineOf));
    await tx.query({ name: 'seed-done', text: 'SELECT 1' });
  });
};

const deadlineOf = ({ id, shopId, kind, dueAt }: SeededSession): SessionDeadline => ({
  ...{ sessionId: id, shopId, dueAt },
  kind: kind === 'HOLD' ? 'HOLD' : 'IDLE',
});

/** A session of which its timer says the truth, save a KEPT one: the buyer has written since the timer was set. */
function sessionOf({ id, shopId, kind, dueAt }: SeededSession, buyerId: string): Session {
  const agentId = newId();
  const begun = minutesAfter(dueAt, -30);
  const answeredAt = minutesAfter(dueAt, -policy.idleAfterAgentMinutes);
  const answered = kind === 'HOLD' || kind === 'IDLE';
  return {
    ...{ id, shopId, buyerId, channel: 'WEB', origin: unknownOrigin, initiator: 'BUYER', openingType: 'TEXT' },
    ...{
      routingRevision: 1,
      agentId,
      cause: 'EVEN',
      assignedAt: begun,
      assignedVersion: 1,
      answerDueAt: null,
      offer: null,
      returnedAt: null,
      openedAt: begun,
    },
    ...{ queuedSince: null, queuedMs: 0, counts: { BUYER: 1, AGENT: answered ? 1 : 0, BOT: 0, AUTO: 0, SYSTEM: 0 } },
    ...{ lastSender: answered ? 'AGENT' : 'BUYER', lastMessageAt: answered ? answeredAt : begun, lastBuyerMessageAt: begun },
    ...{ lastAgentMessageAt: answered ? answeredAt : null, firstReplyAt: null, firstReplyBy: null, lastReplyBy: null },
    ...{ waitingSince: answered ? null : begun, closedAt: null, closeReason: null, reentryOf: null, facts: null, closed: null },
    ...{
      product: null,
      botSince: null,
      questionsSeen: 0,
      sentLast: null,
      sentSince: 0,
      agentReadTo: 0,
      buyerReadTo: 0,
      policy,
      marks: noMarks,
    },
    state: kind === 'HOLD' ? 'ENDING' : 'ACTIVE',
    endedAt: kind === 'HOLD' ? answeredAt : null,
    endedBy: kind === 'HOLD' ? agentId : null,
    holdUntil: kind === 'HOLD' ? dueAt : null,
  };
}
