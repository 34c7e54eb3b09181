import pino from 'pino';
import { systemTrigger } from '#libs/contracts/index';
import type { OutboxRow } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase, type Database, type Statement } from '#libs/platform/database/database';
import { derivedId, newId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import { createEngine, type Engine } from '#services/routing/flight/app/engine';
import { setCapacity } from '#services/routing/presence/domain/set-capacity';
import { setPresence } from '#services/routing/presence/domain/set-presence';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabases } from '#test/kit/databases';
import { routingEvents, type RoutingEvents } from './routing-events';
import { callerAs } from '#test/kit/caller-as';

/** The routing service on a database of its own, its business clock and its neighbours' events in the test's hands. */
export interface RoutingHouse {
  readonly deps: Deps;
  readonly engine: Engine;
  readonly events: RoutingEvents;
  /** Everything published so far, in the order of its commits. */
  readonly published: readonly Published[];
  setClock(instant: string): void;
  /** Another process of the service on the same database: own connections, own copies. */
  neighbour(): Engine;
  /** A shop with ONLINE agents of the given capacities; answers its id and the agents' ids. */
  openShop(
    capacities: readonly (number | null)[],
    shop?: Parameters<RoutingEvents['shop']>[1],
  ): Promise<{ shop: string; agents: string[] }>;
  caller(shop: string, account: string | null, role?: Role): Caller;
  rows<R extends object>(shop: string, sql: string): Promise<R[]>;
  close(): Promise<void>;
}

export interface Published {
  readonly topic: string;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export async function openRoutingHouse(on?: DatabaseUrls): Promise<RoutingHouse> {
  const urls = on ?? (await createDatabases(['routing'])).routing;
  const log = pino({ level: 'silent' });
  const databases: Database[] = [];
  const connect = (url: string): Database => {
    const database = createDatabase({ url, max: 4, log, name: 'routing-test' });
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
  const engine = createEngine(deps, Math.random);
  const events = routingEvents(() => now);
  return {
    deps,
    engine,
    events,
    published,
    setClock: (instant) => {
      now = new Date(instant);
    },
    neighbour: () => createEngine({ ...deps, db: connect(urls.app) }, Math.random),
    openShop: async (capacities, value) => {
      const shop = newId();
      const agents = capacities.map(() => newId());
      await engine.takeEvents([events.shop(shop, value), ...agents.map((agent) => events.account(shop, agent))]);
      const command = { kind: 'command', shopId: shop, trigger: systemTrigger(), key: null } as const;
      const online = { presence: 'ONLINE', reason: null, device: null } as const;
      for (const [index, agentId] of agents.entries()) {
        await engine.command({ ...command, run: (change) => setCapacity(change, { agentId, maxCapacity: capacities[index]! }) });
        await engine.command({ ...command, run: (change) => setPresence(change, { agentId, ...online }) });
      }
      return { shop, agents };
    },
    caller: (shop, account, role = 'AGENT') => callerAs(role, shop, { subject: account ?? 'connector', account }),
    rows: (shop, sql) => deps.db.transaction([shop], (tx) => tx.query(statementOf(sql))),
    close: async () => {
      await Promise.all(databases.map((database) => database.close()));
    },
  };
}

const statementOf = (text: string): Statement => ({ name: `test ${derivedId(text)}`, text });

const publishedOf = (row: OutboxRow): Published => ({
  topic: row.stream,
  type: row.type,
  value: JSON.parse(row.value) as Published['value'],
});
