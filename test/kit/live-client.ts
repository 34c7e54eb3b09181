import { request, type ClientRequest, type IncomingMessage } from 'node:http';

/** An event of a stream, its data read. */
export interface LiveEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: LiveData | undefined;
}

export interface LiveData {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface LiveClientOptions {
  /** Where to connect now; asked again for each connection. */
  readonly url: () => string;
  readonly token: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly onEvent?: (event: LiveEvent) => void;
  /** How many events are kept, and how many refusals; all when absent. */
  readonly keep?: number;
  /** How long it waits before it connects again. */
  readonly againMs?: number;
}

/** A client of the protocol itself: it keeps the last id, and comes back with it until the stream is complete. */
export class LiveClient {
  readonly events: LiveEvent[] = [];
  /** Answers that were no stream. */
  readonly refusals: { readonly status: number; readonly body: string; readonly retryAfter: string | undefined }[] = [];
  headers: IncomingMessage['headers'] = {};
  lastId: string | undefined;
  isComplete = false;
  connections = 0;
  private asked: ClientRequest | undefined;
  private answer: IncomingMessage | undefined;
  private isClosed = false;
  private rest = '';

  constructor(private readonly options: LiveClientOptions) {
    this.connect();
  }

  /** What the events brought, in order. */
  get payloads(): readonly LiveData[] {
    return this.events.flatMap(({ event, data }) => (event === 'next' && data?.data ? [data] : []));
  }

  pause(): void {
    this.answer?.pause();
  }

  resume(): void {
    this.answer?.resume();
  }

  /** The connection breaks; it comes back. */
  cut(): void {
    this.asked?.destroy();
  }

  close(): void {
    this.isClosed = true;
    this.asked?.destroy();
  }

  private connect(): void {
    if (this.isClosed || this.isComplete) return;
    const { url, token, query, variables, extensions } = this.options;
    let isOver = false;
    const again = (): void => {
      if (!isOver) setTimeout(() => this.connect(), this.options.againMs ?? 50).unref();
      isOver = true;
    };
    this.rest = '';
    this.connections += 1;
    this.asked = request(url(), { method: 'POST', agent: false, headers: this.requestHeaders(token) }, (answer) => {
      this.answer = answer;
      answer.setEncoding('utf8');
      answer.on('error', () => undefined);
      answer.on('close', again);
      if (answer.statusCode === 200) {
        this.headers = answer.headers;
        answer.on('data', (text: string) => this.take(text));
      } else this.refuse(answer);
    });
    this.asked.on('error', again);
    this.asked.end(JSON.stringify({ query, variables, extensions }));
  }

  private requestHeaders(token: string): Record<string, string> {
    return {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(this.lastId !== undefined && { 'last-event-id': this.lastId }),
    };
  }

  private refuse(answer: IncomingMessage): void {
    let body = '';
    answer.on('data', (text: string) => (body += text));
    answer.on('end', () => {
      this.refusals.push({ status: answer.statusCode ?? 0, body, retryAfter: answer.headers['retry-after'] });
      this.forget(this.refusals);
    });
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.takeBlock(block);
  }

  private takeBlock(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
    this.lastId = id ?? this.lastId;
    if (event === undefined) return;
    this.isComplete ||= event === 'complete';
    const taken = { event, id, data: data ? (JSON.parse(data) as LiveData) : undefined };
    this.events.push(taken);
    this.forget(this.events);
    this.options.onEvent?.(taken);
  }

  private forget(kept: unknown[]): void {
    if (kept.length > (this.options.keep ?? Infinity)) kept.shift();
  }
}
