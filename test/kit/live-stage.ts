import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { topics, type Positions, type Topic } from '#libs/contracts/index';
import type { FactNote } from '#libs/messaging/feed/index';
import type { Caller } from '#libs/platform/access/caller';
import type { AppError } from '#libs/platform/errors';
import type { GraphResult } from '#gateway/apollo';
import { Cursors } from '#gateway/live/cursor';
import { Live, type Opening } from '#gateway/live/live';
import type { Watch } from '#gateway/live/watch';
import { callerAs } from './caller-as';
import { eventually } from './eventually';

export const owner = callerAs('OWNER', 's', { account: 'a' });
export const started = Object.fromEntries(topics.map((topic) => [topic, [1, 10]])) as unknown as Positions;

export const board: Watch = {
  root: 'boardChanged',
  key: 'boardChanged',
  shopId: 's',
  sessionId: undefined,
  fields: [
    { key: 'reason', is: 'reason' },
    { key: 'changed', is: 'changed', fields: [['id', 'id']] },
    { key: 'shop', is: 'data' },
  ],
  query: { text: '{ shop }', variables: {}, ids: undefined, idKey: 'liveSessionId' },
  name: 'board',
  isPersonal: false,
};

/** One client at a hand-driven hub: what it is asked, and what happens, is the test's. */
export interface Stage {
  readonly live: Live;
  /** Positions of each execution. */
  readonly asked: Positions[];
  tell(topic: Topic, seq: number, subject?: string): void;
  lose(): void;
  open(opening?: Partial<Opening>): Promise<Client>;
  state: { answer: (caller: Caller) => GraphResult | Promise<GraphResult>; heads: Positions; now: number; silentMs: number };
}

export interface Client {
  readonly response: IncomingMessage;
  readonly events: { readonly id: string | undefined; readonly data: Told | undefined }[];
  readonly comments: string[];
  isOver: boolean;
}

interface Told {
  readonly data?: {
    readonly boardChanged: { readonly reason: string; readonly changed: readonly { readonly id: string }[]; readonly shop: unknown };
  };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

const cursors = new Cursors(['a secret of the gateways........']);

/** Where the stream goes on from an id. */
export const placeIn = (id: string | undefined) => cursors.open('s', id);

/** What a test has begun. */
const stages: { live: Live; server: Server }[] = [];

/** Ends what was begun; for `afterEach`. */
export async function endStages(): Promise<void> {
  for (const { live, server } of stages.splice(0)) {
    await live.stop();
    server.closeAllConnections();
    server.close();
  }
}

export async function stage(): Promise<Stage> {
  const state: Stage['state'] = { answer: () => ({ data: { shop: asked.length } }), heads: started, now: 0, silentMs: 0 };
  const asked: Positions[] = [];
  const openings: Opening[] = [];
  let listener: { take: (note: FactNote) => void; lost: () => void } | undefined;
  const live = new Live({
    feed: (given) => {
      listener = given;
      return { ready: () => Promise.resolve(), silentMs: () => state.silentMs, stop: () => Promise.resolve() };
    },
    heads: () => Promise.resolve(state.heads),
    execute: (_query, caller, atLeast) => {
      asked.push(atLeast);
      return Promise.resolve(state.answer(caller));
    },
    cursors,
    accountsChanged: () => undefined,
    at: () => new Date('2026-03-02T10:00:00Z'),
    now: () => performance.now() + state.now,
    log: pino({ level: 'silent' }) as never,
  });
  const server = createServer((_request, response) => {
    live.open(openings.shift()!, response).catch((error: AppError) => response.writeHead(503).end(error.code));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stages.push({ live, server });
  const open = (more: Partial<Opening> = {}): Promise<Client> => {
    openings.push({ ...usual, ...more });
    return connect((server.address() as AddressInfo).port);
  };
  const tell = (topic: Topic, seq: number, subject = `${topic} ${seq}`): void =>
    listener?.take({ topic, type: 'told', shopId: 's', subject, incarnation: 1, seq, value: '{}' });
  return { live, asked, tell, lose: () => listener?.lost(), open, state };
}

export const usual: Opening = {
  watch: board,
  who: () => Promise.resolve(owner),
  caller: owner,
  endsAt: undefined,
  heartbeat: false,
  name: 'a',
  address: 'x',
  lastEventId: undefined,
};

const connect = (port: number): Promise<Client> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: false }, (response) => {
      const client: Client = { response, events: [], comments: [], isOver: false };
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        blocks.forEach((block) => takeBlock(client, block));
      });
      response.on('error', () => undefined);
      response.on('close', () => (client.isOver = true));
      resolve(client);
    }).on('error', reject);
  });

/** An answer whose client went away while it was looked up. */
export async function closedResponse(): Promise<ServerResponse> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }).on('error', () => undefined);
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  request.socket.destroy();
  await once(response, 'close');
  server.close();
  return response;
}

function takeBlock(client: Client, block: string): void {
  const field = (name: string): string | undefined => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  if (field('event') !== 'next') return void client.comments.push(block);
  client.events.push({ id: field('id'), data: JSON.parse(field('data') ?? 'null') as Told });
}

export const reasons = ({ events }: Client): (string | undefined)[] => events.map(({ data }) => data?.data?.boardChanged.reason);
export const idsIn = ({ events }: Client): string[] =>
  events.flatMap(({ data }) => data?.data?.boardChanged.changed.map(({ id }) => id) ?? []);
export const first = (client: Client): Promise<void> => eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
