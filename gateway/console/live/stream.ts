import { createParser } from 'eventsource-parser';
import { post } from '../api/ask';
import { Refusal, refusalOf } from '../api/refusal';

/** What a stream tells. */
export interface LiveEvent {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly now?: string; readonly cursor?: string };
}

export type LiveState = { readonly kind: 'LIVE' } | { readonly kind: 'CATCHING_UP' } | { readonly kind: 'OFFLINE'; readonly since: number };

interface StreamOptions {
  readonly request: { readonly documentId: string; readonly variables: object };
  /** Headers of each request, where the browser's own cookie does not say who asks. */
  readonly headers?: Readonly<Record<string, string>>;
  /** From where to go on; without it the whole state comes first. */
  readonly cursor: string | undefined;
  onEvent(event: LiveEvent, id: string | undefined): void;
  onState(state: LiveState): void;
}

/** The server speaks every 15 seconds at least. */
const silenceMs = 20_000;
const longestPauseMs = 5_000;

/** One stream, opened again for ever until it is closed: with the last id it goes on where it was. */
export class Stream {
  private readonly closed = new AbortController();
  private attempt = new AbortController();
  private cursor: string | undefined;
  private failures = 0;
  private lastHeard = performance.now();

  constructor(private readonly options: StreamOptions) {
    this.cursor = options.cursor;
    for (const name of ['online', 'pageshow']) addEventListener(name, this.hurry, { signal: this.closed.signal });
    document.addEventListener('visibilitychange', this.hurry, { signal: this.closed.signal });
    void this.run();
  }

  /** Asks for the whole state again. */
  restart(): void {
    this.cursor = undefined;
    this.attempt.abort();
  }

  close(): void {
    this.closed.abort();
    this.attempt.abort();
  }

  /** A page that was hidden or without a network may hold a dead connection. */
  private readonly hurry = (): void => {
    if (document.visibilityState === 'visible' && performance.now() - this.lastHeard > silenceMs) this.attempt.abort();
  };

  private async run(): Promise<void> {
    while (!this.closed.signal.aborted) {
      this.attempt = new AbortController();
      const ended = await this.once(this.attempt.signal).catch((error: unknown) => error);
      if (this.closed.signal.aborted) return;
      if (ended instanceof Refusal && ended.code === 'UNAUTHENTICATED') return location.reload();
      if (this.failures === 0) this.options.onState({ kind: 'CATCHING_UP' });
      else if (this.failures === 1) this.options.onState({ kind: 'OFFLINE', since: Date.now() });
      this.failures += 1;
      const pause = Math.min(longestPauseMs, 250 * 2 ** Math.min(this.failures, 5)) * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, this.failures === 1 ? 50 : pause));
    }
  }

  private async once(signal: AbortSignal): Promise<void> {
    const { request } = this.options;
    const headers = {
      ...this.options.headers,
      accept: 'text/event-stream',
      ...(this.cursor !== undefined && { 'last-event-id': this.cursor }),
    };
    const response = await post('/graphql/stream', { ...request, extensions: { heartbeat: true } }, signal, headers);
    if (!response.ok || !response.body) return this.refused(response);
    // Who goes on where it was is told nothing while nothing has changed.
    if (this.cursor !== undefined) this.isLive();
    const watch = new Watchdog(silenceMs, () => this.attempt.abort());
    const parser = createParser({ onEvent: ({ event, id, data }) => this.take(event, id, data) });
    try {
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.lastHeard = performance.now();
        watch.feed();
        parser.feed(part.value);
      }
    } finally {
      watch.stop();
    }
  }

  /** What cannot be watched is said where it would be shown; what passes by itself is tried again. */
  private async refused(response: Response): Promise<never> {
    const { errors = [] } = (await response.json().catch(() => ({}))) as Pick<LiveEvent, 'errors'>;
    const [first] = errors.map(refusalOf);
    if (first && !first.parts.retryable) this.options.onEvent({ errors }, undefined);
    throw first ?? new Error(`The stream was refused: ${response.status}`);
  }

  private take(event: string | undefined, id: string | undefined, data: string): void {
    if (event !== 'next') return;
    if (id !== undefined) this.cursor = id;
    this.isLive();
    this.options.onEvent(JSON.parse(data) as LiveEvent, this.cursor);
  }

  private isLive(): void {
    this.failures = 0;
    this.options.onState({ kind: 'LIVE' });
  }
}

class Watchdog {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ms: number,
    private readonly bark: () => void,
  ) {
    this.feed();
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.bark, this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
