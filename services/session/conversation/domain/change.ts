import type { Revised } from '../../revisions/domain/revision';
import type { Buyer, LastHuman, Message, Session } from './session';

/** A fact that a decision makes true, in the order in which it became true; the app turns each into an event. */
export type Fact =
  | {
      readonly kind: 'STARTED';
      readonly session: Session;
      readonly opening: Message;
      readonly timeZone: string;
      readonly lastHuman: LastHuman | null;
    }
  | { readonly kind: 'RECORDED'; readonly session: Session; readonly message: Message }
  | { readonly kind: 'EDITED' | 'RECALLED'; readonly session: Session; readonly message: Message; readonly at: Date }
  /** The message is a click on a question of the card, answered by the entry (KB-4). */
  | { readonly kind: 'FAQ_CLICKED'; readonly session: Session; readonly message: Message; readonly entryId: string }
  | { readonly kind: 'ENDED'; readonly session: Session; readonly agentId: string; readonly unanswered: boolean }
  | { readonly kind: 'RETURNED'; readonly session: Session; readonly agentId: string; readonly waitingSince: Date }
  /** It asks routing for a human, having been with the bot until `session.returnedAt`. */
  | { readonly kind: 'TO_HUMAN'; readonly session: Session; readonly lastHuman: LastHuman | null }
  | { readonly kind: 'CLOSED'; readonly session: Session }
  | { readonly kind: 'READ'; readonly session: Session; readonly by: 'AGENT' | 'BUYER'; readonly ordinal: number; readonly at: Date }
  | { readonly kind: 'MARKED'; readonly session: Session; readonly by: string; readonly at: Date };

/** What a decision changes: the state after it of every session and buyer it touched, and its facts. */
export interface Change {
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
  readonly buyers: readonly Buyer[];
  /** Messages that are edited or recalled; absent: none. */
  readonly revised?: readonly Revised[];
  /** Scripts that were sent; absent: none. */
  readonly used?: readonly ScriptSent[];
  readonly facts: readonly Fact[];
}

export interface ScriptSent {
  readonly scriptId: string;
  readonly shopId: string;
  readonly agentId: string;
  readonly at: Date;
}

export const nothing: Change = { sessions: [], messages: [], buyers: [], facts: [] };

/** One change after another. */
export const both = (first: Change, second: Change): Change => ({
  sessions: [...first.sessions, ...second.sessions],
  messages: [...first.messages, ...second.messages],
  buyers: [...first.buyers, ...second.buyers],
  ...((first.revised ?? second.revised) && { revised: [...(first.revised ?? []), ...(second.revised ?? [])] }),
  ...((first.used ?? second.used) && { used: [...(first.used ?? []), ...(second.used ?? [])] }),
  facts: [...first.facts, ...second.facts],
});
