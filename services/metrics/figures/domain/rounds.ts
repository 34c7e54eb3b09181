import type { Recorded } from '../../facts/domain/session-fact';
import type { Hold } from './holds';
import type { SessionStory } from './session-story';

/** A round (MET-14): the first unanswered message of the buyer, until a human replies. All instants in milliseconds. */
export interface Round {
  /** From when a human could answer: not while the bot has the session (RES-70). */
  readonly startedAt: number;
  readonly repliedAt: number | null;
  /** Who replied; while nobody has, the last agent who had the session since. */
  readonly agentId: string | null;
  /** When the round came to that agent's list (MET-16). */
  readonly agentFrom: number | null;
}

/** The rounds of a session. FAQ clicks are answered by themselves and begin none, nor do thanks that are kept with what has ended (RES-88). */
export function roundsOf(story: SessionStory, holds: readonly Hold[]): Round[] {
  const rounds: Round[] = [];
  let startedAt: number | null = null;
  for (const message of story.messages) {
    if (asksForAnswer(message)) startedAt ??= answerableFrom(message, story);
    if (message.sender !== 'AGENT' || startedAt === null) continue;
    const repliedAt = Math.max(Date.parse(message.recordedAt), startedAt);
    rounds.push({ startedAt, repliedAt, ...agentOf(message.agentId, startedAt, repliedAt, holds) });
    startedAt = null;
  }
  if (startedAt !== null) rounds.push({ startedAt, repliedAt: null, ...lastAgentSince(startedAt, holds) });
  return rounds;
}

const asksForAnswer = ({ sender, messageType, stateThen }: Recorded): boolean =>
  sender === 'BUYER' && messageType !== 'FAQ_CLICK' && stateThen !== 'ENDING' && stateThen !== 'CLOSED';

/** Null while only the bot can answer. */
function answerableFrom({ recordedAt, stateThen }: Recorded, { humanAsked }: SessionStory): number | null {
  const at = Date.parse(recordedAt);
  if (stateThen !== 'BOT') return at;
  const asked = humanAsked.map(({ requestedAt }) => Date.parse(requestedAt)).find((requested) => requested >= at);
  return asked ?? null;
}

function agentOf(
  agentId: string | null,
  startedAt: number,
  repliedAt: number,
  holds: readonly Hold[],
): Pick<Round, 'agentId' | 'agentFrom'> {
  const hold = holds.findLast((each) => each.agentId === agentId && each.from <= repliedAt);
  return { agentId, agentFrom: agentId === null ? null : Math.max(startedAt, hold?.from ?? startedAt) };
}

function lastAgentSince(startedAt: number, holds: readonly Hold[]): Pick<Round, 'agentId' | 'agentFrom'> {
  const hold = holds.findLast(({ until }) => until === null || until > startedAt);
  return hold ? { agentId: hold.agentId, agentFrom: Math.max(startedAt, hold.from) } : { agentId: null, agentFrom: null };
}
