import type { Positions } from '#libs/contracts/index';
import type { Caller } from '#libs/platform/access/caller';
import { AppError, serviceUnavailable } from '#libs/platform/errors';
import type { FactNote } from '#libs/messaging/feed/index';
import type { Log } from '#libs/platform/process/log';
import type { GraphQuery } from '../apollo';
import { within } from '../within';
import type { Changed } from './changed';
import type { Cursors } from './cursor';
import { Interest } from './interest';
import type { Lanes } from './lanes';
import { liveLimits } from './live-limits';
import type { Due, LiveStream } from './live-stream';
import type { ShopMemory } from './shop-memory';
import { eventText, isWhole, type Answered } from './state-answer';
import { sharedBy, type Watch } from './watch';

/** What shared watches work with. */
export interface WatchDeps {
  readonly execute: (query: GraphQuery, caller: Caller, atLeast: Positions) => Promise<Answered>;
  readonly cursors: Cursors;
  readonly executions: Lanes;
  /** The business clock, as text. */
  readonly at: () => string;
  readonly now: () => number;
  readonly log: Log;
  /** The caller may no longer have the stream. */
  readonly refused: (stream: LiveStream, error: AppError) => void;
  /** Its rights have changed: it shares with others now. */
  readonly moved: (stream: LiveStream, caller: Caller) => void;
  /** Finds out how far those streams of the shop are that are not known. */
  readonly complete: () => Promise<void>;
}

/** Streams that are given the same answers: each event's state is asked for once for all of them. */
export class SharedWatch {
  readonly streams = new Set<LiveStream>();
  private readonly interest: Interest;
  private running = false;
  private timer: NodeJS.Timeout | undefined;
  private nextAt = -Infinity;
  private attempts = 0;

  constructor(
    readonly key: string,
    private readonly watch: Watch,
    caller: Caller,
    private readonly memory: ShopMemory,
    private readonly deps: WatchDeps,
  ) {
    this.interest = new Interest(watch, caller.account);
  }

  /** Something has happened in the shop. */
  hear(note: FactNote, changed: Changed): void {
    if (!this.interest.concerns(note, changed)) return;
    for (const stream of this.streams) stream.mark(changed);
    this.wake();
  }

  /** Whether a thing that changed in the past is told to a client that comes back. */
  concernsPast(changed: Changed): boolean {
    return this.interest.mayConcern(changed);
  }

  /** Looks whether there is something to tell: at once where somebody waits for a first state, else no sooner than events may come. */
  wake(): void {
    if (this.running) return;
    const due = [...this.streams].filter(({ isDue }) => isDue);
    if (due.length === 0) return;
    const waitMs = due.some(({ isNew }) => isNew) ? 0 : Math.max(0, this.nextAt - this.deps.now());
    if (this.timer && waitMs > 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), waitMs);
  }

  remove(stream: LiveStream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    this.nextAt = this.deps.now() + (this.watch.root === 'boardChanged' ? liveLimits.boardEveryMs : liveLimits.otherEveryMs);
    try {
      const allowed = await this.checkRights();
      const due = [...allowed.keys()].filter((stream) => stream.isDue && this.streams.has(stream));
      const caller = due[0] && allowed.get(due[0]);
      if (caller) await this.tell(due, caller);
    } finally {
      this.running = false;
      this.wake();
    }
  }

  /** Looks up what each caller may now; answers with those that still share. One about whom nobody says it is left out, until somebody does. */
  async checkRights(): Promise<ReadonlyMap<LiveStream, Caller>> {
    const allowed = new Map<LiveStream, Caller>();
    await Promise.all(
      [...this.streams].map(async (stream) => {
        const said = within(stream.terms.who(), liveLimits.rightsMs, unsaid);
        const caller = await said.catch((error: unknown) => this.refuse(stream, error));
        if (!caller || !this.streams.has(stream)) return;
        if (sharedBy(this.watch, caller) === this.key) allowed.set(stream, caller);
        else this.deps.moved(stream, caller);
      }),
    );
    return allowed;
  }

  private refuse(stream: LiveStream, error: unknown): undefined {
    if (error instanceof AppError && error.code !== 'SERVICE_UNAVAILABLE') this.deps.refused(stream, error);
    return undefined;
  }

  private async tell(streams: readonly LiveStream[], caller: Caller): Promise<void> {
    const dues = new Map(streams.map((stream) => [stream, stream.take()] as const));
    try {
      if (await this.tellWhole(dues, caller)) this.attempts = 0;
      else this.again(dues);
    } catch (err) {
      this.deps.log.error({ err, shopId: this.watch.shopId }, 'an event could not be made and is tried again');
      this.again(dues);
    }
  }

  /** Tells what is due; answers whether that was all there is to know. */
  private async tellWhole(dues: ReadonlyMap<LiveStream, Due>, caller: Caller): Promise<boolean> {
    const { memory, watch, deps } = this;
    const [at, positions, isComplete] = [deps.at(), memory.positions(), memory.isComplete];
    const answered = await this.ask([...dues.values()], caller, positions);
    const whole = isWhole(answered) && isComplete;
    const cursor = whole ? deps.cursors.seal(watch.shopId, positions) : undefined;
    const texts = new Map<string, string>();
    for (const [stream, due] of dues) {
      if (!this.streams.has(stream)) continue;
      const name = JSON.stringify(due);
      const text = texts.get(name) ?? eventText(watch, answered, due, { at, cursor });
      texts.set(name, text);
      stream.tell(text, cursor);
    }
    return whole;
  }

  private async ask(dues: readonly Due[], caller: Caller, atLeast: Positions): Promise<Answered> {
    const { query } = this.watch;
    if (!query) return {};
    const ids = this.interest.ask(dues);
    const variables = query.ids === undefined ? query.variables : { ...query.variables, [query.ids]: ids };
    const answered = await this.deps.executions
      .run(() => within(this.deps.execute({ text: query.text, variables }, caller, atLeast), liveLimits.executionMs, unsaid))
      .catch(() => unanswered);
    this.interest.learn(ids, answered, [...this.streams]);
    return answered;
  }

  /** What could not be told whole is told again: after a second, then later and later. */
  private again(dues: ReadonlyMap<LiveStream, Due>): void {
    const afterMs = liveLimits.againMs[Math.min(this.attempts, liveLimits.againMs.length - 1)] ?? 0;
    this.attempts += 1;
    const tellAgain = async (): Promise<void> => {
      if (!this.memory.isComplete) await this.deps.complete().catch(() => undefined);
      for (const [stream, due] of dues) if (this.streams.has(stream)) stream.putBack(due);
      this.wake();
    };
    setTimeout(() => void tellAgain(), afterMs).unref();
  }
}

const unsaid = serviceUnavailable('The state');
const { message, code, retryable } = unsaid;

const unanswered: Answered = { errors: [{ message, extensions: { code, retryable } }] };
