import { both, nothing, type Change } from '../../conversation/domain/change';
import { decideAgentMessage, type AgentCase, type AgentDone, type SessionRefusal } from '../../conversation/domain/decide-agent-command';
import type { PendingMessage } from '../../conversation/domain/append-message';
import type { Message } from '../../conversation/domain/session';

/** What is sent with one click: a script, or a common question's answer. */
export interface Sending {
  readonly source: 'SCRIPT' | 'KB';
  readonly sourceId: string;
  readonly agentId: string;
  /** In the order of sending; one at least. */
  readonly parts: readonly { readonly id: string; readonly text: string | null; readonly image: string | null }[];
}

/** A click so soon after the first is the same click. */
const doubleClickMs = 1_000;

/** Sends all parts in their order, or none; a second click within a second sends nothing more (KB-16). */
export function decideSend(known: AgentCase, sending: Sending, now: Date): AgentDone | SessionRefusal {
  const { sourceId, agentId, source } = sending;
  const last = known.session?.sentLast;
  if (known.session && last && last.sourceId === sourceId && last.agentId === agentId && now.getTime() - last.atMs < doubleClickMs)
    return { outcome: 'done', session: known.session, change: nothing, ordinal: last.ordinal };
  let [session, change, first]: [AgentCase['session'], Change, Message | undefined] = [known.session, nothing, undefined];
  for (const part of sending.parts) {
    const done = decideAgentMessage({ ...known, session }, pendingOf(sending, part), now);
    if (done.outcome === 'refused') return done;
    first ??= done.message;
    [session, change] = [done.session, both(change, done.change)];
  }
  if (!session || !first) throw new Error('Something without parts was sent');
  const marked = { ...session, sentLast: { sourceId, agentId, atMs: now.getTime(), ordinal: first.ordinal } };
  const used = source === 'SCRIPT' ? [{ scriptId: sourceId, shopId: session.shopId, agentId, at: now }] : [];
  return { outcome: 'done', session: marked, message: first, change: both(change, { ...nothing, sessions: [marked], used }) };
}

const pendingOf = ({ source, sourceId, agentId }: Sending, { id, text, image }: Sending['parts'][number]): PendingMessage => ({
  id,
  sender: 'AGENT',
  agentId,
  type: image === null ? 'TEXT' : 'IMAGE',
  source,
  sourceId,
  autoKind: null,
  text,
  channelMessageId: null,
  channelSentAt: null,
  ...(image !== null && { content: { reference: image, channelKind: null } }),
});
