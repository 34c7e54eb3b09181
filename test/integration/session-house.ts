import pino from 'pino';
import type { EventOf, ReceivedEvent, ShopPolicy, Topic } from '#libs/contracts/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { handle } from '#libs/messaging/inbox/handlers';
import type { OutboxRow } from '#libs/messaging/index';
import type { Caller } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { commandOf as commandFor, type Command } from '#libs/platform/graphql/command';
import { newId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import { actInSession, sendAgentMessage } from '#services/session/conversation/app/agent-commands';
import { createUploads } from '#services/session/attachments/app/uploads';
import type { MessageContent } from '#services/session/conversation/domain/append-message';
import { createBuyerDirectory, type BuyerName } from '#services/session/conversation/app/buyer-directory';
import { leaveChat, sendBuyerMessage } from '#services/session/conversation/app/buyer-commands';
import { createTimers } from '#services/session/conversation/app/timers';
import { createOutcomeNotifier } from '#services/session/conversation/app/outcome-notifier';
import type { CommandDone } from '#services/session/conversation/app/session-command';
import { createCommandQueue, type CommandQueue } from '#services/session/conversation/app/command-queue';
import { readMessagePages, readSessions } from '#services/session/conversation/app/read-sessions';
import type { SessionView } from '#services/session/conversation/app/session-view';
import { takeFacts } from '#services/session/conversation/app/take-facts';
import type { Conversation } from '#services/session/conversation/resolvers/create-resolvers';
import { decideEnd, type AgentDecision } from '#services/session/conversation/domain/decide-agent-command';
import { unknownOrigin, type Message, type MessageType } from '#services/session/conversation/domain/session';
import type { ChannelEdit } from '#services/session/revisions/domain/edit-delivered';
import { presets } from '#libs/contracts/index';
import { createCardShows } from '#services/session/knowledge/app/show-card';
import type { Product } from '#services/session/knowledge/domain/product';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabases } from '#test/kit/databases';
import { callerAs } from '#test/kit/caller-as';

/** The session service on a database of its own, its business clock and its neighbours' events in the test's hands. */
export interface SessionHouse {
  readonly shop: string;
  readonly queue: CommandQueue;
  /** What the resolvers work with. */
  readonly conversation: Conversation;
  readonly deps: Deps;
  readonly urls: DatabaseUrls;
  /** Lines of the log, warnings and errors. */
  readonly logged: readonly string[];
  /** Everything published so far, in the order of its commits. */
  readonly published: Published[];
  setClock(instant: string): void;
  /** Another process of the service on the same database. */
  neighbour(): CommandQueue;
  openShop(changes?: Partial<ShopPolicy>, version?: number, id?: string): Promise<string>;
  /** Events of one topic, as one flight brings them. */
  hear(...events: readonly ReceivedEvent[]): Promise<void>;
  write(buyer: string, input?: Partial<Written>, queue?: CommandQueue): Promise<CommandDone>;
  leave(buyer: string): Promise<CommandDone>;
  answer(sessionId: string, caller: Caller, commandId?: string): Promise<CommandDone>;
  end(sessionId: string, caller: Caller, commandId?: string): Promise<CommandDone>;
  /** Marks a session. */
  mark(sessionId: string, caller: Caller, decide: AgentDecision): Promise<CommandDone>;
  agent(id?: string, role?: Caller['roles'][number]): Caller;
  session(id: string): Promise<SessionView>;
  messages(id: string): Promise<readonly Message[]>;
  fire(): Promise<void>;
  close(): Promise<void>;
}

/** What a test's buyer writes; the rest is usual. */
export interface Written {
  readonly shopId: string;
  readonly buyer: BuyerName;
  readonly type: MessageType;
  readonly text: string | null;
  readonly channelMessageId: string | null;
  readonly entryPoint: string | null;
  readonly entryOrderId: string | null;
  readonly product: Product | null;
  readonly content: Partial<MessageContent>;
  readonly edit: ChannelEdit | null;
  readonly commandId: string;
}

export interface Published {
  readonly topic: string;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export async function openSessionHouse(): Promise<SessionHouse> {
  const { session: urls } = await createDatabases(['session']);
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const databases: Database[] = [];
  const connect = (url: string): Database => {
    const database = createDatabase({ url, max: 4, log, name: 'session-test' });
    databases.push(database);
    return database;
  };
  const published: Published[] = [];
  const outbox = createOutbox({ appending: () => undefined, committed: (rows) => void published.push(...rows.map(publishedOf)) });
  let now = new Date('2026-03-02T02:00:00.000Z');
  const deps: Deps = {
    db: connect(urls.app),
    readDb: connect(urls.app),
    workerDb: connect(urls.worker),
    outbox,
    clock: { now: () => now },
    newId,
    log,
  };
  const outcomes = createOutcomeNotifier(deps);
  const queue = createCommandQueue(deps, outcomes);
  const conversation: Conversation = {
    ...deps,
    queue,
    outcomes,
    buyers: createBuyerDirectory(deps),
    uploads: createUploads(['u'.repeat(32)], Date.now),
    cards: createCardShows(deps),
  };
  const consumes = { topics: [], take: takeFacts(deps, outcomes) };
  const shop = newId();
  const connector = callerAs('CONNECTOR', shop);
  const house: SessionHouse = {
    shop,
    queue,
    conversation,
    deps,
    urls,
    logged,
    published,
    setClock: (instant) => {
      now = new Date(instant);
    },
    neighbour: () => createCommandQueue({ ...deps, db: connect(urls.app) }, outcomes),
    openShop: async (changes = {}, version = 1, id = shop) => {
      await house.hear(shopSnapshot(id, version, { ...presets.KUAISHOU, ...changes }));
      return id;
    },
    hear: (...events) => {
      const heard = events.map((event) => ({ ...event, text: JSON.stringify(event.value), origin: 'test', problem: null }));
      return deps.db.transaction([...new Set(events.map((event) => event.shopId))], (tx) => handle(tx, consumes, heard));
    },
    write: (buyer, { commandId, shopId = shop, ...input } = {}, at = queue) => {
      const said = { ...usual, buyer: { channel: 'KUAISHOU', externalId: buyer }, ...input };
      const { entryPoint, ...message } = said;
      const asked = commandOf('sendBuyerMessage', { shopId, ...said, commandId }, { ...connector, shop: shopId });
      return sendBuyerMessage({ ...conversation, queue: at }, asked, { ...message, origin: { ...unknownOrigin, entryPoint } });
    },
    leave: (externalId) => {
      const buyer = { channel: 'KUAISHOU', externalId };
      return leaveChat(conversation, commandOf('leaveChat', { shopId: shop, buyer }, connector), buyer);
    },
    answer: (sessionId, caller, commandId) => {
      const said = { sessionId, type: 'TEXT', text: '您好' } as const;
      return sendAgentMessage(conversation, commandOf('sendAgentMessage', { shopId: caller.shop ?? '', ...said, commandId }, caller), said);
    },
    end: (sessionId, caller, commandId) =>
      actInSession(queue, commandOf('endSession', { shopId: caller.shop ?? '', sessionId, commandId }, caller), sessionId, decideEnd(true)),
    mark: (sessionId, caller, decide) =>
      actInSession(queue, commandOf('markSession', { shopId: caller.shop ?? '', sessionId }, caller), sessionId, decide),
    agent: (id = newId(), role = 'AGENT') => callerAs(role, shop, { subject: id, account: id }),
    session: async (id) => (await readSessions(deps.readDb, shop, [id])).get(id) ?? null!,
    messages: async (sessionId) => {
      const range = { sessionId, after: 0, most: 100 };
      return (await readMessagePages(deps.readDb, shop, [range])).get(range)!.messages;
    },
    fire: async () => {
      const timers = createTimers(deps);
      while (await timers.fire());
    },
    close: async () => {
      await Promise.all(databases.map((database) => database.close()));
    },
  };
  return house;
}

const usual = {
  type: 'TEXT' as MessageType,
  text: '在吗' as string | null,
  channelMessageId: null as string | null,
  channelSentAt: null,
  entryPoint: null as string | null,
  entryOrderId: null as string | null,
  product: null as Product | null,
};

/** A mutation's command as its resolver hands it on. */
function commandOf<I extends { readonly shopId: string; readonly commandId?: string | undefined }>(
  operation: string,
  input: I,
  caller: Caller,
): Command<I> {
  return commandFor(operation, input.shopId, input, { caller, traceparent: null, extra: undefined });
}

const publishedOf = (row: OutboxRow): Published => ({
  topic: row.stream,
  type: row.type,
  value: JSON.parse(row.value) as Published['value'],
});

const common = (shopId: string) => ({
  shopId,
  occurredAt: '2026-03-02T02:00:00.000Z',
  actor: { kind: 'SYSTEM' as const, id: null },
  causeId: null,
  policyVersion: 1,
});
const envelope = <T extends Topic>(topic: T, shopId: string, subject: string) => ({
  id: newId(),
  topic,
  shopId,
  subject,
  incarnation: 1,
  sequence: 1,
  traceparent: null,
});

function shopSnapshot(shopId: string, version: number, policy: ShopPolicy): EventOf<'shop-changed'> {
  return {
    ...envelope('shop-changed', shopId, shopId),
    type: 'snapshot',
    value: {
      ...common(shopId),
      policyVersion: version,
      version,
      name: 'S',
      timeZone: 'Asia/Shanghai',
      preset: 'KUAISHOU',
      policy,
      ownerId: null,
      holidayMode: null,
      tier: null,
    },
  };
}

/** What routing says of a session; `revision` and `shopVersion` default to a first decision. */
export const routing = {
  assigned: (
    shopId: string,
    sessionId: string,
    agentId: string,
    over: Partial<{ revision: number; shopVersion: number; cause: 'EVEN' | 'OWNER' | 'MANUAL'; at: string }> = {},
  ): EventOf<'session-routed'> => ({
    ...envelope('session-routed', shopId, sessionId),
    type: 'assigned',
    value: {
      ...decided(shopId, sessionId, over),
      cause: over.cause ?? 'EVEN',
      agentId,
      previousAgentId: null,
      waitedMs: 0,
      load: 1,
      capacity: 5,
      over: null,
    },
  }),
  transferred: (shopId: string, sessionId: string, from: string, to: string, revision: number): EventOf<'session-routed'> => {
    const { value, ...event } = routing.assigned(shopId, sessionId, to, { revision, cause: 'MANUAL' });
    return { ...event, type: 'transferred', value: { ...value, previousAgentId: from, noteLength: 0 } } as EventOf<'session-routed'>;
  },
  offered: (shopId: string, sessionId: string, agentId: string, offerUntil: string, revision = 1): EventOf<'session-routed'> => {
    const { value, ...event } = routing.assigned(shopId, sessionId, agentId, { revision });
    return { ...event, type: 'offered', value: { ...value, offerUntil } } as EventOf<'session-routed'>;
  },
  queued: (shopId: string, sessionId: string, revision = 1): EventOf<'session-routed'> => ({
    ...envelope('session-routed', shopId, sessionId),
    type: 'queued',
    value: { ...decided(shopId, sessionId, { revision }), cause: 'ALL_AT_CAPACITY' },
  }),
  left: (
    shopId: string,
    sessionId: string,
    over: Partial<{ revision: number; period: string; place: 'CLOSED' | 'MESSAGE_POOL'; scheduleVersion: number }> = {},
  ): EventOf<'session-routed'> => ({
    ...envelope('session-routed', shopId, sessionId),
    type: 'left-message',
    value: {
      ...decided(shopId, sessionId, over),
      cause: 'SHOP_CLOSED',
      place: over.place ?? 'CLOSED',
      closedPeriod: over.period ?? '2026-03-02T14:00:00.000Z',
      nextOpeningAt: '2026-03-03T02:00:00.000Z',
      receptionHours: '10:00-19:00',
      receptionHoursEn: 'daily 10:00-19:00',
      scheduleVersion: over.scheduleVersion ?? 1,
    },
  }),
  presence: (shopId: string, agentId: string, to: 'ONLINE' | 'OFFLINE', shopVersion: number): EventOf<'agent-status-changed'> => ({
    ...envelope('agent-status-changed', shopId, agentId),
    type: 'presence',
    value: {
      ...common(shopId),
      agentId,
      shopVersion,
      presence: to,
      maxCapacity: null,
      autoSuspended: false,
      load: 0,
      held: 0,
      from: 'ONLINE',
      to,
      since: '2026-03-02T02:00:00.000Z',
      previousSince: null,
    },
  }),
} as const;

const decided = (shopId: string, sessionId: string, over: Partial<{ revision: number; shopVersion: number; at: string }>) => ({
  ...common(shopId),
  sessionId,
  revision: over.revision ?? 1,
  shopVersion: over.shopVersion ?? 5,
  decisionId: newId(),
  rule: 'RTE-4',
  pool: null,
  band: null,
  enqueuedAt: null,
  decidedAt: over.at ?? '2026-03-02T02:00:00.000Z',
  settingsVersion: 1,
  scheduleVersion: 1,
});

/** A version of the hours with a notice of the shop's own. */
export const schedule = (shopId: string, version: number, closedNotice: string | null): EventOf<'schedule-changed'> => ({
  ...envelope('schedule-changed', shopId, shopId),
  type: 'snapshot',
  value: {
    ...common(shopId),
    version,
    effectiveFrom: '2026-03-02T00:00:00.000Z',
    savedAt: '2026-03-02T00:00:00.000Z',
    weekly: null,
    closedNotice,
    by: null,
    reason: null,
  },
});

/** An account as the shop service tells it. */
export const account = (
  shopId: string,
  accountId: string,
  version: number,
  active: boolean,
  over: Partial<{ nickname: string; department: string }> = {},
): EventOf<'account-changed'> => ({
  ...envelope('account-changed', shopId, accountId),
  type: 'snapshot',
  value: {
    ...common(shopId),
    version,
    accountId,
    name: 'A',
    nickname: 'A',
    roles: ['AGENT'],
    imEnabled: true,
    noRouting: false,
    positionId: null,
    department: null,
    ...over,
    active,
  },
});
