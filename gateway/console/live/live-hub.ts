import { serverClock } from './server-clock';
import { Stream, type LiveEvent, type LiveState } from './stream';

interface Wanted {
  readonly documentId: string;
  readonly variables: object;
}

type Message =
  | { readonly type: 'lead' }
  | { readonly type: 'want'; readonly tab: string; readonly key: string; readonly wanted: Wanted; readonly cursor: string | undefined }
  | { readonly type: 'drop'; readonly tab: string; readonly key: string }
  | { readonly type: 'event'; readonly key: string; readonly event: LiveEvent; readonly id: string | undefined }
  | { readonly type: 'state'; readonly key: string; readonly state: LiveState };

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  onState(state: LiveState): void;
}

/**
 * The streams of this browser. A server speaks to six connections of a browser at most, so one tab holds the streams for all: whoever has the lock. It tells the
 * others what it hears; when it closes, the next takes over and goes on from where each stream was.
 */
export class LiveHub {
  private readonly tab = crypto.randomUUID();
  private readonly channel: BroadcastChannel;
  private readonly mine = new Map<string, { readonly wanted: Wanted; readonly listeners: Set<LiveListener>; cursor: string | undefined }>();
  private readonly streams = new Map<string, Stream>();
  private readonly wantedBy = new Map<string, Set<string>>();
  private readonly connection = new Set<(state: LiveState) => void>();
  private leads = false;

  constructor(account: string) {
    this.channel = new BroadcastChannel(`jiedai-live-${account}`);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    addEventListener('pagehide', () => [...this.mine.keys()].forEach((key) => this.tell({ type: 'drop', tab: this.tab, key })));
    void navigator.locks.request(`jiedai-live-${account}`, () => {
      this.leads = true;
      for (const [key, { wanted, cursor }] of this.mine) this.open(this.tab, key, wanted, cursor);
      this.tell({ type: 'lead' });
      return new Promise(() => undefined);
    });
  }

  /** Listens to a stream until the returned function is called. The whole state is told first. */
  listen(wanted: Wanted, listener: LiveListener): () => void {
    const key = JSON.stringify(wanted);
    const known = this.mine.get(key);
    const entry = known ?? { wanted, listeners: new Set<LiveListener>(), cursor: undefined };
    entry.listeners.add(listener);
    this.mine.set(key, entry);
    this.want(key, wanted, undefined);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size > 0) return;
      this.mine.delete(key);
      if (this.leads) this.close(this.tab, key);
      else this.tell({ type: 'drop', tab: this.tab, key });
    };
  }

  /** Whether anything of what this tab watches is live; called at each change until the returned function is. */
  watchConnection(listener: (state: LiveState) => void): () => void {
    this.connection.add(listener);
    return () => this.connection.delete(listener);
  }

  private want(key: string, wanted: Wanted, cursor: string | undefined): void {
    if (this.leads) this.open(this.tab, key, wanted, cursor);
    else this.tell({ type: 'want', tab: this.tab, key, wanted, cursor });
  }

  private hear(message: Message): void {
    if (message.type === 'event') this.pass(message.key, message.event, message.id);
    else if (message.type === 'state') this.passState(message.key, message.state);
    else if (message.type === 'lead') for (const [key, { wanted, cursor }] of this.mine) this.want(key, wanted, cursor);
    else if (this.leads && message.type === 'want') this.open(message.tab, message.key, message.wanted, message.cursor);
    else if (this.leads && message.type === 'drop') this.close(message.tab, message.key);
  }

  /** Whoever comes without a cursor needs the whole state, which then is told to all. */
  private open(tab: string, key: string, request: Wanted, cursor: string | undefined): void {
    this.wantedBy.set(key, (this.wantedBy.get(key) ?? new Set()).add(tab));
    const open = this.streams.get(key);
    if (open) return cursor === undefined ? open.restart() : undefined;
    const onEvent = (event: LiveEvent, id: string | undefined) => {
      this.tell({ type: 'event', key, event, id });
      this.pass(key, event, id);
    };
    const onState = (state: LiveState) => {
      this.tell({ type: 'state', key, state });
      this.passState(key, state);
    };
    this.streams.set(key, new Stream({ request, cursor, onEvent, onState }));
  }

  private close(tab: string, key: string): void {
    const tabs = this.wantedBy.get(key);
    tabs?.delete(tab);
    if (!tabs || tabs.size > 0) return;
    this.wantedBy.delete(key);
    this.streams.get(key)?.close();
    this.streams.delete(key);
  }

  private passState(key: string, state: LiveState): void {
    const entry = this.mine.get(key);
    if (!entry) return;
    entry.listeners.forEach((each) => each.onState(state));
    this.connection.forEach((each) => each(state));
  }

  private pass(key: string, event: LiveEvent, id: string | undefined): void {
    if (event.extensions?.now !== undefined) serverClock.hear(event.extensions.now);
    const entry = this.mine.get(key);
    if (!entry) return;
    entry.cursor = id ?? entry.cursor;
    if (event.data !== undefined || event.errors !== undefined) entry.listeners.forEach((each) => each.onEvent(event));
  }

  private tell(message: Message): void {
    this.channel.postMessage(message);
  }
}

const hubs = new Map<string, LiveHub>();

/** The one of an account in this tab. */
export function liveHubOf(account: string): LiveHub {
  const hub = hubs.get(account) ?? new LiveHub(account);
  hubs.set(account, hub);
  return hub;
}
