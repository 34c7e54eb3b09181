import type { Language } from '#libs/calendar/index';
import { later, minutesAfter, type Message, type MessageType, type Session } from '../../conversation/domain/session';
import { agentLine, type AgentLine } from './agent-lines';

/** What may be done now, and the line that is offered for it, if any. */
export interface SessionHint {
  readonly kind: 'END_SOLVED' | 'CLOSING_LINE' | 'ASK_ACTIVELY';
  /** Since when the hint stands. */
  readonly since: Date;
  readonly line: string | null;
}

/** What hints follow from, beside the session. */
export interface HintTerms {
  readonly language: Language;
  /** Null: the shop wants no hints to end. */
  readonly closingHintMinutes: number | null;
}

const questions: Readonly<Partial<Record<MessageType, AgentLine>>> = {
  IMAGE: 'ASK_ANYTHING',
  EMOJI: 'ASK_ANYTHING',
  PRODUCT_CARD: 'ASK_PRODUCT',
  ORDER_CARD: 'ASK_ORDER',
};

/** Whether what the buyer wants may be unclear (SES-17), so that the first messages have to be looked at. */
export const mayBeUnclear = ({ state, openingType, lastAgentMessageAt }: Session): boolean =>
  state === 'ACTIVE' && lastAgentMessageAt === null && questions[openingType] !== undefined;

/** What an agent is offered to do in an ACTIVE session (SES-15, SES-16, SES-17). `first` are its first messages. */
export function hintsOf(session: Session, first: readonly Message[], terms: HintTerms, now: Date): SessionHint[] {
  if (session.state !== 'ACTIVE') return [];
  const hints = [endSolved(session, terms), closingLine(session, terms), askActively(session, first, terms)];
  return hints.filter((hint) => hint !== undefined).filter(({ since }) => since <= now);
}

/** Solved, and nobody has written for a while: its slot could be free. */
function endSolved({ marks: { solved }, lastMessageAt }: Session, { closingHintMinutes: minutes }: HintTerms): SessionHint | undefined {
  if (solved === null || minutes === null) return undefined;
  return { kind: 'END_SOLVED', since: minutesAfter(later(lastMessageAt, solved.at), minutes), line: null };
}

/** The buyer has been silent for a while after the agent's answer. */
function closingLine(session: Session, { closingHintMinutes: minutes, language }: HintTerms): SessionHint | undefined {
  const { lastAgentMessageAt: answered, waitingSince } = session;
  if (answered === null || waitingSince !== null || minutes === null) return undefined;
  return { kind: 'CLOSING_LINE', since: minutesAfter(answered, minutes), line: agentLine('CLOSING', language) };
}

/** The buyer has said nothing in words yet, so that waiting for more may last for ever. */
function askActively(session: Session, first: readonly Message[], { language }: HintTerms): SessionHint | undefined {
  const question = questions[session.openingType];
  if (!mayBeUnclear(session) || question === undefined || first.some(saysSomething)) return undefined;
  return { kind: 'ASK_ACTIVELY', since: later(session.openedAt, session.assignedAt), line: agentLine(question, language) };
}

/** A text, or the caption of an image; what a card is called is none of the buyer's words. */
const saysSomething = ({ sender, type, text }: Message): boolean =>
  sender === 'BUYER' && text !== null && questions[type] !== 'ASK_PRODUCT' && questions[type] !== 'ASK_ORDER' && type !== 'EMOJI';
