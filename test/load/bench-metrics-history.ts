import { toWire, type WireMessage } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { assigned, closed, message, started } from '#services/metrics/figures/domain/example-session';
import type { SessionFact } from '#services/metrics/facts/domain/session-fact';

export interface MetricsHistory {
  readonly shops: readonly string[];
  /** In the order in which they are published, an event each. */
  readonly events: readonly { readonly topic: string; readonly type: string; readonly id: string; readonly wire: WireMessage }[];
}

const [shopCount, agentsPerShop, days] = [16, 50, 5];
const minuteMs = 60_000;
const begin = Date.parse('2026-03-02T00:00:00Z');

/** Served sessions of sixteen shops over five days, as their owners publish them: seven events each, of four topics. */
export function metricsHistory(sessions: number): MetricsHistory {
  const shops = Array.from({ length: shopCount }, () => newId());
  const agents = Array.from({ length: agentsPerShop }, () => newId());
  const buyers = Array.from({ length: Math.ceil(sessions / 2) }, () => newId());
  const sequences = new Map<string, number>();
  const wireOf = (sessionId: string, { topic, type, value }: SessionFact) => {
    const stream = `${topic} ${value.shopId}`;
    const seq = (sequences.get(stream) ?? 0) + 1;
    sequences.set(stream, seq);
    const place = { stream: topic, shopId: value.shopId, incarnation: 1, seq, id: newId(), type, subject: sessionId };
    const row = { ...place, occurredAt: new Date(value.occurredAt), traceparent: null, value: JSON.stringify(value) };
    return { topic, type, id: row.id, wire: toWire('session', row) };
  };
  const events = Array.from({ length: sessions }, (_, n) => n).flatMap((n) => {
    const [sessionId, shopId, agentId] = [newId(), shops[n % shopCount]!, agents[n % agentsPerShop]!];
    const openedAt = begin + Math.floor((n / sessions) * days * 24 * 60) * minuteMs;
    const buyerId = buyers[n % buyers.length]!;
    return servedSession({ sessionId, shopId, agentId, buyerId }, openedAt).map((fact) => wireOf(sessionId, fact));
  });
  return { shops, events };
}

type Ids = Readonly<Record<'sessionId' | 'shopId' | 'agentId' | 'buyerId', string>>;

/** A buyer queues for a minute, says two things and is answered twice. */
function servedSession({ sessionId, shopId, agentId, buyerId }: Ids, openedAt: number): SessionFact[] {
  const at = (minutes: number): string => new Date(openedAt + minutes * minuteMs).toISOString();
  const of = (fact: SessionFact, minutes: number): SessionFact =>
    ({ ...fact, value: { ...fact.value, shopId, sessionId, occurredAt: at(minutes) } }) as SessionFact;
  const said = (ordinal: number, sender: 'BUYER' | 'AGENT', minutes: number): SessionFact =>
    of(message(ordinal, sender, at(minutes), { agentId: sender === 'AGENT' ? agentId : null }), minutes);
  const routed = assigned(1, agentId);
  const over = closed(agentId);
  return [
    of(started({ buyerId, openedAt: at(0) }), 0),
    said(1, 'BUYER', 0),
    of({ ...routed, value: { ...routed.value, decidedAt: at(1), enqueuedAt: at(0), waitedMs: minuteMs } } as SessionFact, 1),
    said(2, 'AGENT', 2),
    said(3, 'BUYER', 3),
    said(4, 'AGENT', 5),
    of({ ...over, value: { ...over.value, buyerId, openedAt: at(0), closedAt: at(9) } } as SessionFact, 9),
  ];
}
