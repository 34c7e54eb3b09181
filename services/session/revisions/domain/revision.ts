import type { Message } from '../../conversation/domain/session';

/** What a message was before it was edited or recalled. */
export interface Revision {
  readonly sessionId: string;
  readonly ordinal: number;
  /** 1, 2, 3 … of the message. */
  readonly number: number;
  readonly shopId: string;
  readonly kind: 'EDITED' | 'RECALLED';
  readonly at: Date;
  /** The agent who did it; null where it was the buyer. */
  readonly agentId: string | null;
  readonly text: string | null;
  readonly reference: string | null;
}

/** A message after the change, and what is kept of it. */
export interface Revised {
  readonly message: Message;
  readonly revision: Revision;
}

interface By {
  readonly agentId: string | null;
  readonly now: Date;
}

/** The message with another text. It keeps its place, its instant and whatever was counted of it. */
export function edited(message: Message, text: string | null, channelEditedAt: Date | null, { agentId, now }: By): Revised {
  const revision = keep(message, 'EDITED', { agentId, now });
  return { message: { ...message, text, channelEditedAt, editedAt: now, revision: revision.number }, revision };
}

/** The message without what it said. */
export function recalled(message: Message, { agentId, now }: By): Revised {
  const revision = keep(message, 'RECALLED', { agentId, now });
  return { message: { ...message, text: null, reference: null, recalledAt: now, revision: revision.number }, revision };
}

const keep = (
  { sessionId, ordinal, shopId, text, reference, revision }: Message,
  kind: Revision['kind'],
  { agentId, now }: By,
): Revision => ({
  ...{ sessionId, ordinal, shopId, kind, agentId, text, reference },
  number: (revision ?? 0) + 1,
  at: now,
});
