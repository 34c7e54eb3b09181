import type { LiveStream } from './live-stream';
import type { FactNote } from '#libs/messaging/feed/index';
import type { Caller } from '#libs/platform/access/caller';
import { changedBy } from './changed';
import { liveLimits } from './live-limits';
import { SharedWatch, type WatchDeps } from './shared-watch';
import { ShopMemory } from './shop-memory';
import { sharedBy } from './watch';

/** A shop that somebody watches, or has watched a while ago: its streams, by what they share, and what has happened. */
export class WatchedShop {
  readonly memory = new ShopMemory();
  readonly streams = new Map<LiveStream, SharedWatch>();
  /** Resolves when its streams' positions have been asked for. */
  begun: Promise<void> = Promise.resolve();
  private readonly shared = new Map<string, SharedWatch>();
  private leftAt: number;

  constructor(private readonly deps: WatchDeps) {
    this.leftAt = deps.now();
  }

  hear(note: FactNote): void {
    const heard = this.memory.hear(note, this.deps.now());
    if (heard === 'gap') this.resync();
    if (heard !== 'next') return;
    const changed = changedBy(note);
    if (changed === undefined) return;
    for (const shared of this.shared.values()) shared.hear(note, changed);
  }

  /** Nobody knows what has happened: everybody is told the whole state. */
  resync(): void {
    for (const stream of this.streams.keys()) stream.markWhole('RESYNC');
    for (const shared of this.shared.values()) shared.wake();
  }

  /** A stream begins, with all that has happened since the cursor it brings, or with the whole state. */
  begin(stream: LiveStream, caller: Caller, cursor: string | undefined): void {
    const shared = this.join(stream, caller);
    const since = this.deps.cursors.open(stream.terms.watch.shopId, cursor);
    const changed = since && this.memory.since(since);
    if (changed) {
      stream.cursor = cursor;
      changed.filter((each) => shared.concernsPast(each)).forEach((each) => stream.mark(each));
    } else stream.markWhole(cursor === undefined ? 'SNAPSHOT' : 'RESYNC');
    shared.wake();
  }

  /** Its rights are others now: so is whom it shares with. */
  move(stream: LiveStream, caller: Caller): void {
    this.leave(stream);
    const shared = this.join(stream, caller);
    stream.markWhole('RESYNC');
    shared.wake();
  }

  leave(stream: LiveStream): void {
    const shared = this.streams.get(stream);
    shared?.remove(stream);
    if (shared?.streams.size === 0) this.shared.delete(shared.key);
    this.streams.delete(stream);
    if (this.streams.size === 0) this.touch();
  }

  async checkRights(): Promise<void> {
    await Promise.all([...this.shared.values()].map((shared) => shared.checkRights()));
  }

  wake(stream: LiveStream): void {
    this.streams.get(stream)?.wake();
  }

  /** Where a stream can go on from that was told everything. */
  cursorFor(stream: LiveStream): string | undefined {
    if (stream.isSettled && this.memory.isComplete)
      stream.cursor = this.deps.cursors.seal(stream.terms.watch.shopId, this.memory.positions());
    return stream.cursor;
  }

  /** Somebody comes: it is not forgotten meanwhile. */
  touch(): void {
    this.leftAt = this.deps.now();
  }

  isForgotten(): boolean {
    return this.streams.size === 0 && this.deps.now() - this.leftAt >= liveLimits.notesMs;
  }

  private join(stream: LiveStream, caller: Caller): SharedWatch {
    const { watch } = stream.terms;
    const key = sharedBy(watch, caller);
    const shared = this.shared.get(key) ?? new SharedWatch(key, watch, caller, this.memory, this.deps);
    this.shared.set(key, shared);
    shared.streams.add(stream);
    this.streams.set(stream, shared);
    return shared;
  }
}
