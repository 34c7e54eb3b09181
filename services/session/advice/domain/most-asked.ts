import { comparable, says } from '../../knowledge/domain/comparable-text';

/** What buyers may ask: an entry of the shop, or a preset that it has not taken over. */
export interface Topic {
  readonly kind: 'ENTRY' | 'PRESET';
  readonly key: string;
  readonly question: string;
  readonly phrases: readonly string[];
}

/** A text that a buyer wrote, in which session. */
export interface AskedText {
  readonly sessionId: string;
  readonly buyerId: string;
  readonly text: string;
  readonly at: Date;
}

/** A question that buyers ask often, and in how many sessions (KB-8). `topic` is null for one that nothing answers yet. */
export interface Proposal {
  readonly topic: Topic | null;
  readonly question: string;
  readonly sessions: number;
  readonly lastAskedAt: Date;
}

/** Words that open or end a talk and ask nothing. */
const smallTalk: ReadonlySet<string> = new Set(
  [
    '在吗',
    '在么',
    '在不在',
    '你好',
    '您好',
    '亲',
    '有人吗',
    '人工',
    '转人工',
    '谢谢',
    '好的',
    '嗯',
    '哦',
    'ok',
    'hi',
    'hello',
    'thanks',
    'yes',
    'no',
  ].map(comparable),
);

/** So many buyers have to have written the same words before others are shown them. */
const fewestBuyers = 3;
const longestQuestion = 60;

/** Where a text belongs: the topic with the longest phrase in it; else its own words; null where it asks nothing. */
export function topicOf(text: string, topics: readonly Topic[]): Topic | string | null {
  const asked = comparable(text);
  if (asked === '' || smallTalk.has(asked)) return null;
  let [best, length] = [null as Topic | null, 0];
  for (const topic of topics)
    for (const phrase of topic.phrases) if (phrase.length > length && says(asked, phrase)) [best, length] = [topic, phrase.length];
  if (best) return best;
  return [...asked].length <= longestQuestion ? asked : null;
}

interface Tally {
  readonly topic: Topic | null;
  /** As it was written last. */
  question: string;
  readonly sessions: Set<string>;
  readonly buyers: Set<string>;
  lastAskedAt: Date;
}

/** Counts texts one by one, so that whoever has many may pause between them. */
export class AskedTally {
  private readonly tallies = new Map<string, Tally>();
  private readonly known = new Map<string, Topic | string | null>();

  constructor(private readonly topics: readonly Topic[]) {}

  add({ sessionId, buyerId, text, at }: AskedText): void {
    const found = this.known.has(text) ? this.known.get(text)! : topicOf(text, this.topics);
    this.known.set(text, found);
    if (found === null) return;
    const [name, topic] = typeof found === 'string' ? [`TEXT ${found}`, null] : [`${found.kind} ${found.key}`, found];
    const tally = this.tallies.get(name) ?? { topic, question: text, sessions: new Set(), buyers: new Set(), lastAskedAt: at };
    if (at >= tally.lastAskedAt) [tally.question, tally.lastAskedAt] = [text, at];
    tally.sessions.add(sessionId);
    tally.buyers.add(buyerId);
    this.tallies.set(name, tally);
  }

  /** The most asked ones, in most sessions first; of two the one asked later, then by their words. */
  first(most: number): Proposal[] {
    return [...this.tallies.values()]
      .filter(({ topic, buyers }) => topic !== null || buyers.size >= fewestBuyers)
      .map(({ topic, question, sessions, lastAskedAt }) => ({
        topic,
        question: topic?.question ?? question,
        sessions: sessions.size,
        lastAskedAt,
      }))
      .sort((a, b) => b.sessions - a.sessions || b.lastAskedAt.getTime() - a.lastAskedAt.getTime() || (a.question < b.question ? -1 : 1))
      .slice(0, most);
  }
}
