import type { ServerResponse } from 'node:http';
import type { FactNote, LiveFeed } from '#libs/messaging/feed/index';
import type { Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import { onScrape } from '#libs/platform/telemetry/readings';
import type { AskHeads } from './ask-heads';
import { within } from '../within';
import { Lanes } from './lanes';
import { liveLimits } from './live-limits';
import { LiveStream, type StreamTerms } from './live-stream';
import { Places } from './places';
import { readUnacknowledged } from './unacknowledged';
import type { WatchDeps } from './shared-watch';
import { WatchedShop } from './watched-shop';

export interface LiveOptions {
  /** Makes the feed, which tells what happens in watched shops. */
  readonly feed: (listener: { isWatched: (shopId: string) => boolean; take: (note: FactNote) => void; lost: () => void }) => LiveFeed;
  readonly heads: AskHeads;
  readonly execute: WatchDeps['execute'];
  readonly cursors: WatchDeps['cursors'];
  /** An account of the shop has changed: what is remembered of rights is old. */
  readonly accountsChanged: (shopId: string) => void;
  /** The business clock. */
  readonly at: () => Date;
  readonly now: () => number;
  /** What clients have not acknowledged, by connection; the machine's, unless a test says otherwise. */
  readonly unacknowledged?: () => Promise<ReadonlyMap<string, number>>;
  readonly log: Log;
}

export interface Opening extends StreamTerms {
  readonly caller: Caller;
  /** Under which name limits per account count, and from which address the client comes. */
  readonly name: string;
  readonly address: string;
  /** Id of the last event that a client that comes back has seen. */
  readonly lastEventId: string | undefined;
}

const everyMs = 1_000;

/** All streams of this process. */
export class Live {
  private readonly shops = new Map<string, WatchedShop>();
  private readonly places = new Places(liveLimits);
  private readonly executions = new Lanes(liveLimits.executions);
  private readonly feed: LiveFeed;
  private readonly timer: NodeJS.Timeout;
  private rightsAt: number;
  private vanishedAt: number;
  /** When streams were last told the whole state because nothing is heard. */
  private silentAt: number | undefined;
  private isStopping = false;

  constructor(private readonly options: LiveOptions) {
    this.feed = options.feed({
      isWatched: (shopId) => this.shops.has(shopId),
      take: (note) => this.take(note),
      lost: () => this.shops.forEach((shop) => shop.resync()),
    });
    this.rightsAt = this.vanishedAt = options.now();
    onScrape('jiedai_streams', () => [{ labels: {}, value: this.size }]);
    this.timer = setInterval(() => this.care(), everyMs);
  }

  /** How many streams are open. */
  get size(): number {
    return [...this.shops.values()].reduce((sum, { streams }) => sum + streams.size, 0);
  }

  /** Begins a stream; rejects, with nothing written yet, when it cannot be had. `respond` is called when all is ready. */
  async open(opening: Opening, response: ServerResponse): Promise<void> {
    // Who has gone while it was looked up is not told of its end any more, and would keep its place for ever.
    if (response.destroyed) return;
    const giveBack = this.places.take(opening.name, opening.address);
    response.once('close', giveBack);
    const { shopId } = opening.watch;
    await this.ready();
    const shop = await this.watched(shopId);
    if (this.isStopping) throw notReady;
    if (response.destroyed) return;
    const stream = new LiveStream(opening, response, {
      now: this.options.now,
      onWritable: () => shop.wake(stream),
      onClose: () => shop.leave(stream),
    });
    shop.begin(stream, opening.caller, opening.lastEventId);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    for (const { streams } of this.shops.values()) for (const stream of streams.keys()) stream.events.goAway();
    await this.feed.stop();
  }

  private async ready(): Promise<void> {
    const ready = this.feed.ready().catch((err: unknown) => {
      this.options.log.warn({ err }, 'the live feed cannot reach its broker');
      throw notReady;
    });
    await within(ready, liveLimits.readyMs, notReady);
  }

  /** The shop, once it is known how far its streams are; what happens from then on is heard. */
  private async watched(shopId: string): Promise<WatchedShop> {
    const known = this.shops.get(shopId);
    const shop = known ?? new WatchedShop(this.depsOf(shopId));
    shop.touch();
    if (!known) {
      this.shops.set(shopId, shop);
      const heads = this.options.heads(shopId).catch(() => ({}));
      shop.begun = heads.then((positions) => shop.memory.begin(positions));
    }
    await shop.begun;
    return shop;
  }

  private depsOf(shopId: string): WatchDeps {
    const { execute, cursors, at, now, log } = this.options;
    return {
      execute,
      cursors,
      executions: this.executions,
      at: () => at().toISOString(),
      now,
      log,
      refused: (stream, error) => this.end(stream, error),
      moved: (stream, caller) => this.shops.get(shopId)?.move(stream, caller),
      complete: () => this.complete(shopId),
    };
  }

  /** Asks again how far streams are that were not known; whoever was told without them is told again. A service that is still away leaves it so. */
  private async complete(shopId: string): Promise<void> {
    const positions = await this.options.heads(shopId).catch(() => ({}));
    const shop = this.shops.get(shopId);
    if (!shop || shop.memory.isComplete) return;
    shop.memory.begin(positions);
    if (shop.memory.isComplete) shop.resync();
  }

  private take(note: FactNote): void {
    const shop = this.shops.get(note.shopId);
    shop?.hear(note);
    if (!shop || note.topic !== 'account-changed') return;
    this.options.accountsChanged(note.shopId);
    void shop.checkRights();
  }

  private end(stream: LiveStream, error: AppError): void {
    stream.events.complete(this.textOf(error));
    this.shops.get(stream.terms.watch.shopId)?.leave(stream);
  }

  private textOf({ message, code, field, expected, retryable }: AppError): string {
    const error = { message, extensions: { code, field, expected, retryable } };
    return JSON.stringify({ errors: [error], extensions: { now: this.options.at().toISOString() } });
  }

  /** Cuts those who have vanished without a word: their places are wanted by who comes back. */
  private async cutVanished(): Promise<void> {
    const owed = await (this.options.unacknowledged ?? readUnacknowledged)();
    for (const { streams } of this.shops.values())
      for (const { events } of streams.keys()) if (events.isVanished(owed.get(events.connection))) events.cut();
  }

  private care(): void {
    const { now, at } = this.options;
    if (this.size > 0 && now() - this.vanishedAt >= liveLimits.vanishedEveryMs) {
      this.vanishedAt = now();
      void this.cutVanished();
    }
    const isTimeForRights = now() - this.rightsAt >= liveLimits.rightsEveryMs;
    if (isTimeForRights) this.rightsAt = now();
    this.careForSilence();
    let notes = 0;
    for (const [shopId, shop] of this.shops) {
      for (const stream of shop.streams.keys()) this.careFor(shop, stream, at().toISOString());
      this.endUntold(shopId, shop);
      if (isTimeForRights) void shop.checkRights();
      shop.memory.forgetOlder(now() - liveLimits.notesMs);
      notes += shop.memory.size;
      if (shop.isForgotten()) this.shops.delete(shopId);
    }
    for (const shop of this.shops.values()) {
      if (notes <= liveLimits.notesOfAll) return;
      notes -= shop.memory.size;
      shop.memory.forgetOlder(Infinity);
    }
  }

  /** While nothing is heard nobody knows what happens, so everybody is told the whole state now and then. */
  private careForSilence(): void {
    const { now, log } = this.options;
    if (this.feed.silentMs() < liveLimits.silentMs) return void (this.silentAt = undefined);
    if (this.silentAt !== undefined && now() - this.silentAt < liveLimits.silentEveryMs) return;
    if (this.silentAt === undefined && this.size > 0)
      log.warn({ streams: this.size }, 'the live feed hears nothing; streams are told the whole state now and then until it does');
    this.silentAt = now();
    this.shops.forEach((shop) => shop.resync());
  }

  /** What is due could not be told for too long: clients hear so and come back, here or elsewhere, instead of trusting what is old. */
  private endUntold(shopId: string, shop: WatchedShop): void {
    const untold = [...shop.streams.keys()].filter((stream) => stream.untoldMs() >= liveLimits.untoldMs);
    if (untold.length === 0) return;
    this.options.log.warn(
      { shopId, streams: untold.length },
      'streams could not be told what has happened; their clients are to come back',
    );
    for (const stream of untold) {
      stream.events.goAway(this.textOf(notTold));
      shop.leave(stream);
    }
  }

  private careFor(shop: WatchedShop, stream: LiveStream, now: string): void {
    const { events, terms } = stream;
    if (events.isStuck()) events.cut();
    else if (terms.endsAt !== undefined && terms.endsAt <= Date.now()) this.end(stream, tokenEnded);
    else if (events.canWrite && events.silentMs() >= liveLimits.heartbeatMs - everyMs) {
      if (terms.heartbeat) events.next(JSON.stringify({ extensions: { now } }), shop.cursorFor(stream));
      else events.ping(shop.cursorFor(stream));
    }
  }
}

const notReady = new AppError('SERVICE_UNAVAILABLE', 'Live updates are not available at the moment; try again.');

const notTold = new AppError('SERVICE_UNAVAILABLE', 'The stream could not be told what has happened; come back to it.');

const tokenEnded = new AppError('UNAUTHENTICATED', 'The token has ended, and the stream with it.', {
  field: 'authorization',
  expected: 'a new stream with a new token',
});
