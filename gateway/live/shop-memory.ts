import { isAtLeast, topics, type Positions, type StreamPlace, type Topic } from '#libs/contracts/index';
import type { FactNote } from '#libs/messaging/feed/index';
import { changedBy, type Changed } from './changed';
import { liveLimits } from './live-limits';

/** What a note means after those before it. `gap`: nobody knows what was missed. */
export type Heard = 'next' | 'old' | 'gap';

interface Kept {
  readonly topic: Topic;
  readonly place: StreamPlace;
  readonly changed: Changed;
  readonly at: number;
}

type Place = Pick<FactNote, 'topic' | 'incarnation' | 'seq'>;

/** What is remembered of a shop: how far each of its streams is known, and what happened lately, without a hole. */
export class ShopMemory {
  private readonly known = new Map<Topic, StreamPlace>();
  /** Up to where the past is forgotten. */
  private readonly floors = new Map<Topic, StreamPlace>();
  private notes: Kept[] = [];

  /** Streams are at least so far; what was before is not known here. */
  begin(positions: Positions): void {
    for (const topic of topics) {
      const [place, present] = [positions[topic], this.known.get(topic)];
      const furthest = place && present && isAtLeast(present, place) ? present : (place ?? present);
      if (furthest) this.forgetTo(topic, furthest);
    }
  }

  /** Whether every stream is known; otherwise no cursor can be given. */
  get isComplete(): boolean {
    return topics.every((topic) => this.known.has(topic));
  }

  positions(): Positions {
    return Object.fromEntries(this.known) as Positions;
  }

  get size(): number {
    return this.notes.length;
  }

  hear(note: FactNote, at: number): Heard {
    const { topic, incarnation, seq } = note;
    const [present, place] = [this.known.get(topic), [incarnation, seq] as const];
    if (present && isAtLeast(present, place)) return 'old';
    if (!present || !follows(present, note)) {
      this.forgetTo(topic, place);
      return 'gap';
    }
    this.known.set(topic, place);
    const changed = changedBy(note);
    if (changed) this.notes.push({ topic, place, changed, at });
    if (this.notes.length > liveLimits.notes) this.forgetFirst(1);
    return 'next';
  }

  /** All that has changed since; undefined where that is not known without a hole. */
  since(positions: Positions): readonly Changed[] | undefined {
    const from = (topic: Topic): StreamPlace => positions[topic] ?? [1, 0];
    const isCovered = topics.every((topic) => {
      const [floor, present] = [this.floors.get(topic), this.known.get(topic)];
      return floor && present && isAtLeast(from(topic), floor) && from(topic)[0] <= present[0];
    });
    if (!isCovered) return undefined;
    return this.notes.filter(({ topic, place }) => !isAtLeast(from(topic), place)).map(({ changed }) => changed);
  }

  forgetOlder(than: number): void {
    const kept = this.notes.findIndex(({ at }) => at >= than);
    this.forgetFirst(kept === -1 ? this.notes.length : kept);
  }

  private forgetFirst(count: number): void {
    for (const { topic, place } of this.notes.splice(0, count)) this.floors.set(topic, place);
  }

  private forgetTo(topic: Topic, place: StreamPlace): void {
    this.known.set(topic, place);
    this.floors.set(topic, place);
    this.notes = this.notes.filter((note) => note.topic !== topic);
  }
}

const follows = ([incarnation, seq]: StreamPlace, note: Place): boolean => note.incarnation === incarnation && note.seq === seq + 1;
