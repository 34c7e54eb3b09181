import type { ServerResponse } from 'node:http';
import type { Caller } from '#libs/platform/access/caller';
import type { Changed } from './changed';
import { EventStream } from './event-stream';
import { liveLimits } from './live-limits';
import type { Reason, Watch } from './watch';

/** What a stream is to be told next. */
export interface Due {
  readonly reason: Reason;
  readonly changed: readonly Changed[];
}

export interface StreamTerms {
  readonly watch: Watch;
  /** Who calls, with the rights of now; rejects when nobody may any more. */
  readonly who: () => Promise<Caller>;
  /** When the token ends, on the machine's clock. */
  readonly endsAt: number | undefined;
  readonly heartbeat: boolean;
}

/** One client's stream. It keeps a set of what has changed, never what was to be sent: a client that takes its time costs no memory and sees the newest state. */
export class LiveStream {
  readonly events: EventStream;
  /** Id of the last event that knew everything. */
  cursor: string | undefined;
  /** What was taken is not told yet, or not whole. */
  private isOwed = false;
  private readonly dirty = new Map<string, Changed>();
  private whole: Exclude<Reason, 'CHANGE'> | undefined;
  /** Since when something is due, or the client takes it. */
  private dueSince: number | undefined;
  private takenAt = 0;

  constructor(
    readonly terms: StreamTerms,
    response: ServerResponse,
    private readonly options: { readonly now: () => number; readonly onWritable: () => void; readonly onClose: () => void },
  ) {
    const onWritable = (): void => {
      if (this.dueSince !== undefined) this.dueSince = options.now();
      options.onWritable();
    };
    this.events = new EventStream(response, { ...options, onWritable });
  }

  mark(changed: Changed): void {
    if (this.whole) return;
    this.dueSince ??= this.options.now();
    if (this.dirty.size >= liveLimits.changed) this.markWhole('RESYNC');
    else this.dirty.set(`${changed.kind} ${changed.id}`, changed);
  }

  markWhole(reason: Exclude<Reason, 'CHANGE'>): void {
    this.dueSince ??= this.options.now();
    this.whole ??= reason;
    this.dirty.clear();
  }

  get isDue(): boolean {
    return this.events.canWrite && (this.whole !== undefined || this.dirty.size > 0);
  }

  /** Whether it waits for its first state. */
  get isNew(): boolean {
    return this.whole === 'SNAPSHOT';
  }

  /** Ids of the things about which something is still to be told. */
  marked(): readonly string[] {
    return [...this.dirty.values()].map(({ id }) => id);
  }

  /** Whether it was told all that has happened. */
  get isSettled(): boolean {
    return !this.isOwed && this.whole === undefined && this.dirty.size === 0;
  }

  /** For how long it was told nothing, though something is due and its client takes it. */
  untoldMs(): number {
    return this.dueSince === undefined || !this.events.canWrite ? 0 : this.options.now() - this.dueSince;
  }

  take(): Due {
    const due = { reason: this.whole ?? ('CHANGE' as const), changed: [...this.dirty.values()] };
    this.whole = undefined;
    this.dirty.clear();
    this.isOwed = true;
    this.takenAt = this.options.now();
    return due;
  }

  /** Sends what was taken. With a cursor it is whole; without one the id stays that of the last event that was. */
  tell(text: string, cursor: string | undefined): void {
    if (cursor !== undefined) {
      this.cursor = cursor;
      this.isOwed = false;
    }
    this.dueSince = this.whole !== undefined || this.dirty.size > 0 ? this.takenAt : undefined;
    this.events.next(text, this.cursor);
  }

  /** What was told has to be told again. */
  putBack({ reason, changed }: Due): void {
    if (reason === 'CHANGE') changed.forEach((each) => this.mark(each));
    else this.markWhole('RESYNC');
  }
}
