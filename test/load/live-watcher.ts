import { LiveClient, type LiveData } from '#test/kit/live-client';

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a watcher watches, and the query that tells the same at once. */
interface Subject {
  readonly subscription: string;
  readonly query: string;
  /** What the query's answer means, in the form of the store. */
  readonly read: (answer: Readonly<Record<string, unknown>>) => unknown;
}

const sessionFields = 'id state messageCount agent { id }';
const shopFields = `id queue { length } agents { id presence load } sessions(first: 40, orderBy: OPENED_DESC) { totalCount nodes { ${sessionFields} } }`;

const byId = (rows: readonly Row[]): readonly Row[] => [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));

export const subjects = {
  board: {
    subscription: `subscription($shop: ID!) { boardChanged(shopId: $shop) { reason changed { id } shop { ${shopFields} } } }`,
    query: `query($shop: ID!) { shop(id: $shop) { ${shopFields} } }`,
    read: ({ shop }) => shop,
  },
  inbox: {
    subscription: `subscription { inboxChanged { reason changed { id } gone sessions { ${sessionFields} } } }`,
    query: `{ inbox { ${sessionFields} } }`,
    read: ({ inbox }) => byId(inbox as Row[]),
  },
} as const satisfies Record<string, Subject>;

export type SubjectName = keyof typeof subjects;

interface Payload {
  readonly reason: 'SNAPSHOT' | 'CHANGE' | 'RESYNC';
  readonly changed: readonly { readonly id: string }[];
  readonly gone?: readonly string[];
  readonly sessions?: readonly Row[] | null;
  readonly shop?: unknown;
}

export interface WatcherOptions {
  readonly subject: SubjectName;
  readonly shopId: string;
  readonly token: string;
  readonly url: () => string;
}

/** A client as a front end is one: it keeps a store of what it was told, and nothing else. */
export class LiveWatcher {
  readonly client: LiveClient;
  /** Every id that it was told. */
  readonly told = new Set<string>();
  readonly reasons = { SNAPSHOT: 0, CHANGE: 0, RESYNC: 0 };
  private shop: unknown;
  private readonly inbox = new Map<string, Row>();

  constructor(readonly options: WatcherOptions) {
    const { subject, shopId, token, url } = options;
    const variables = subject === 'board' ? { shop: shopId } : {};
    this.client = new LiveClient({
      url,
      token,
      query: subjects[subject].subscription,
      variables,
      againMs: 100,
      keep: 5,
      onEvent: ({ data }) => this.take(data),
    });
  }

  get store(): unknown {
    return this.options.subject === 'board' ? this.shop : byId([...this.inbox.values()]);
  }

  /** How its stream goes, for whoever finds it wrong. */
  state(): string {
    const { connections, refusals } = this.client;
    return JSON.stringify({ ...this.reasons, connections, lastRefusal: refusals.at(-1) });
  }

  private take(data: LiveData | undefined): void {
    const [payload] = Object.values(data?.data ?? {}) as [Payload?];
    if (!payload) return;
    this.reasons[payload.reason] += 1;
    for (const { id } of payload.changed) this.told.add(id);
    if (payload.shop) this.shop = payload.shop;
    // A list that could not be read says nothing.
    if (!payload.sessions) return;
    if (payload.reason !== 'CHANGE') this.inbox.clear();
    for (const session of payload.sessions) this.inbox.set(session.id, session);
    for (const id of payload.gone ?? []) this.inbox.delete(id);
  }
}
