import { newEvent, type AnyNewEvent, type ShopPolicy } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { presets } from '#libs/contracts/index';
import type { StormFacts } from './storm-groups';

/** A session as the session service would keep it. */
export interface StormSession {
  readonly id: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly openedAt: Date;
  readonly reentryOf: string | null;
  readonly facts?: StormFacts;
}

const common = (shopId: string, at: Date) =>
  ({ shopId, occurredAt: at.toISOString(), actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1 }) as const;

/** Nothing closes by itself: the storm says when. */
const policy: ShopPolicy = { ...presets.KUAISHOU, idleCloseAfterAgentMinutes: null, idleCloseAfterBuyerMinutes: null };

/** With groups, and with crowds and new customers who come first: in the month's tier, as these need it. */
const groupedPolicy: ShopPolicy = { ...policy, routingMode: 'GROUP', priorityCrowds: true, newCustomerPriority: true };

const monthIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit' }).format(at);

export function shopFact(shopId: string, grouped = false): AnyNewEvent {
  const value = {
    ...common(shopId, new Date()),
    version: 1,
    name: 'Storm',
    timeZone: 'Asia/Shanghai',
    preset: 'KUAISHOU' as const,
    policy: grouped ? groupedPolicy : policy,
    ownerId: null,
    holidayMode: null,
    tier: null,
    ...(grouped && { tiers: [{ month: monthIn('Asia/Shanghai', new Date()), tier: 'GOLD' as const }] }),
  };
  return newEvent<'shop-changed', 'snapshot'>({
    id: newId(),
    topic: 'shop-changed',
    type: 'snapshot',
    shopId,
    subject: shopId,
    traceparent: null,
    value,
  });
}

export function agentFact(shopId: string, accountId: string): AnyNewEvent {
  const value = {
    ...common(shopId, new Date()),
    version: 1,
    accountId,
    name: 'Agent',
    nickname: 'Agent',
    roles: ['AGENT' as const],
    imEnabled: true,
    noRouting: false,
    active: true,
  };
  return newEvent<'account-changed', 'snapshot'>({
    id: newId(),
    topic: 'account-changed',
    type: 'snapshot',
    shopId,
    subject: accountId,
    traceparent: null,
    value,
  });
}

/** Events are of arrays that may be written. */
const copyOf = ({ crowds, purchases, orderStatus, needs }: StormFacts) => ({
  ...(orderStatus && { orderStatus }),
  ...(crowds && { crowds: crowds.map((crowd) => ({ ...crowd })) }),
  ...(needs && { needs: { language: needs.language, skills: needs.skills.map((skill) => ({ ...skill })) } }),
  ...(purchases && { purchases: { ...purchases, recent: [...purchases.recent] } }),
});

export function startedFact({ id, shopId, buyerId, openedAt, reentryOf, facts = {} }: StormSession): AnyNewEvent {
  const value = {
    ...common(shopId, openedAt),
    sessionId: id,
    buyerId,
    channel: facts.channel ?? 'storm',
    initiator: 'BUYER' as const,
    entryPoint: null,
    openingMessage: { id: newId(), type: 'TEXT' as const, ordinal: 1 },
    openedAt: openedAt.toISOString(),
    timeZone: 'Asia/Shanghai',
    reentryOf,
    lastHuman: null,
    viaBot: false,
    ...copyOf(facts),
  };
  return newEvent<'session-started', 'started'>({
    id: newId(),
    topic: 'session-started',
    type: 'started',
    shopId,
    subject: id,
    traceparent: null,
    value,
  });
}

export function endedFact({ id, shopId }: StormSession, agentId: string, at: Date): AnyNewEvent {
  const instant = at.toISOString();
  const value = {
    ...common(shopId, at),
    sessionId: id,
    agentId,
    endedAt: instant,
    endedBy: agentId,
    holdUntil: instant,
    unanswered: false,
  };
  return newEvent<'session-ended', 'ended'>({
    id: newId(),
    topic: 'session-ended',
    type: 'ended',
    shopId,
    subject: id,
    traceparent: null,
    value,
  });
}

export function closedFact(
  { id, shopId, buyerId, openedAt, reentryOf }: StormSession,
  reason: 'AGENT_CLOSED' | 'BUYER_LEFT' | 'REENTRY',
  at: Date,
): AnyNewEvent {
  const value = {
    ...common(shopId, at),
    sessionId: id,
    buyerId,
    channel: 'storm',
    initiator: 'BUYER' as const,
    openingMessageType: 'TEXT' as const,
    openedAt: openedAt.toISOString(),
    assignedAt: null,
    firstReplyAt: null,
    firstReplyBy: null,
    endedAt: null,
    closedAt: at.toISOString(),
    lastAgentId: null,
    reason,
    lastSender: 'BUYER' as const,
    counts: { buyer: 1, agent: 0, bot: 0, auto: 0, system: 0 },
    queuedMs: 0,
    reentryOf,
  };
  return newEvent<'session-closed', 'closed'>({
    id: newId(),
    topic: 'session-closed',
    type: 'closed',
    shopId,
    subject: id,
    traceparent: null,
    value,
  });
}
