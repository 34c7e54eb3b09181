import type { EventOf, Topic } from '#libs/contracts/index';
import { handle } from '#libs/messaging/inbox/handlers';
import type { InboxEvent, OutboxRow } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import type { Deps } from '#libs/service/run-service';
import type { Timers } from '#libs/service/timer-rounds';
import { features, timersOf } from '#services/care/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { accountSnapshot } from './account-snapshot';
import { orderSnapshot } from './order-snapshot';
import { shopSnapshot } from './shop-snapshot';

/** Any fact of another service. */
type Heard = { [T in Topic]: EventOf<T> }[Topic];

/** The care service on a database of its own, asked through its graph; its clock and its timers in the test's hands. */
export interface CareHouse {
  readonly deps: Deps;
  readonly ask: Ask;
  setClock(instant: string): void;
  /** A shop that the service knows: in Shanghai, unless said otherwise. */
  openShop(zone?: string): Promise<CareShop>;
  /** Tells the service facts as its consumer does, in one transaction. */
  hear(...events: readonly Heard[]): Promise<void>;
  /** Timers of a process of their own. */
  timers(): Timers;
  /** Fires all timers that are due at an instant, which the clock is set to. */
  at(instant: string): Promise<void>;
  close(): Promise<void>;
}

export interface CareShop {
  readonly id: string;
  as(role: Role, account?: string): Caller;
  /** An account that answers buyers and that the service knows. */
  hire(): Promise<string>;
  /** What session tells of an order; the order's id. */
  order(more: Partial<Parameters<typeof orderSnapshot>[1]>): Promise<string>;
  act<T = Record<string, unknown>>(operation: string, input: object, selection: string, by?: Caller): Promise<T>;
  attempt(operation: string, input: object, by?: Caller): Promise<Answer['refusals']>;
  read<T = Record<string, unknown>>(fields: string, by?: Caller): Promise<T>;
  /** What was told, of one topic, in order. */
  told(topic: Topic): readonly { readonly type: string; readonly value: Record<string, unknown> }[];
}

export async function openCareHouse(): Promise<CareHouse> {
  const { care } = await createDatabases(['care']);
  const log = createLog({ service: 'test', level: 'silent' });
  const connect = (url: string) => createDatabase({ url, max: 4, log, name: 'care-test' });
  const [db, workerDb] = [connect(care.app), connect(care.worker)];
  const rows: OutboxRow[] = [];
  const outbox = createOutbox({ appending: () => undefined, committed: (stored) => void rows.push(...stored) });
  let now = new Date('2026-03-02T06:00:00.000Z');
  const deps: Deps = { db, readDb: db, workerDb, outbox, clock: { now: () => now }, newId, log };
  const parts = features(deps);
  const ask = askSubgraph('care', parts.resolvers, parts.extra);
  const { consumes } = parts;
  if (!('handlers' in consumes)) throw new Error('care has no handlers');
  const hear = (...events: readonly Heard[]): Promise<void> =>
    db.transaction([...new Set(events.map(({ shopId }) => shopId))], (tx) => handle(tx, consumes, events as readonly InboxEvent[]));
  const timers = () => timersOf(deps);
  const setClock = (instant: string): void => {
    now = new Date(instant);
  };
  return {
    ...{ deps, ask, hear, timers, setClock },
    openShop: async (zone = 'Asia/Shanghai') => {
      const id = newId();
      await hear(shopSnapshot(id, 1, zone));
      return careShop({ id, ask, hear, rows });
    },
    at: async (instant) => {
      setClock(instant);
      while (await timers().fire());
    },
    close: async () => {
      await Promise.all([db.close(), workerDb.close()]);
    },
  };
}

function careShop({ id, ask, hear, rows }: Pick<CareHouse, 'ask' | 'hear'> & { id: string; rows: readonly OutboxRow[] }): CareShop {
  const owner = callerAs('OWNER', id);
  const mutate = (operation: string, input: object, selection: string, by: Caller): Promise<Answer> => {
    const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
    const source = `mutation ($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`;
    return ask(by, source, { input: { shopId: id, ...input } });
  };
  return {
    id,
    as: (role, account) => callerAs(role, id, account === undefined ? {} : { account }),
    hire: async () => {
      const account = newId();
      await hear(accountSnapshot(id, account));
      return account;
    },
    order: async (more) => {
      const order = { orderId: newId(), buyerId: newId(), createdAt: '2026-03-02T10:00:00.000Z', ...more };
      await hear(orderSnapshot(id, order));
      return order.orderId;
    },
    act: async <T>(operation: string, input: object, selection: string, by: Caller = owner) => {
      const { data, refusals } = await mutate(operation, input, selection, by);
      if (refusals.length > 0) throw new Error(`${operation} was refused: ${JSON.stringify(refusals)}`);
      return data['done'] as T;
    },
    attempt: async (operation, input, by = owner) => (await mutate(operation, input, '__typename', by)).refusals,
    read: async <T>(fields: string, by: Caller = owner) => {
      const { data, refusals } = await ask(by, `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${fields} } } }`, {
        of: [{ __typename: 'Shop', id }],
      });
      if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
      return (data['_entities'] as T[])[0]!;
    },
    told: (topic) =>
      rows
        .filter(({ shopId, stream }) => shopId === id && stream === topic)
        .map(({ type, value }) => ({ type, value: JSON.parse(value) as Record<string, unknown> })),
  };
}
