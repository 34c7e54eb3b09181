import type { EventOf, ValueOf } from '#libs/contracts/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import type { OutboxRow } from '#libs/messaging/index';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import type { Deps } from '#libs/service/run-service';
import { saveShopCopies } from '#services/schedule/copies/store/shop-copies';
import { features } from '#services/schedule/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { shopSnapshot } from './shop-snapshot';

type Refusals = Answer['refusals'];

/** The schedule service on a database of its own, asked through its graph; its clock in the test's hands. */
export interface ScheduleHouse {
  readonly deps: Deps;
  /** The whole graph of the service. */
  readonly ask: Ask;
  setClock(instant: string): void;
  /** A shop that the service knows: in Shanghai, unless said otherwise. */
  openShop(zone?: string): Promise<HouseShop>;
  close(): Promise<void>;
}

export interface HouseShop {
  readonly id: string;
  as(role: Role): Caller;
  know(event: EventOf<'shop-changed'>): Promise<void>;
  /** A mutation that has to succeed: its answer. */
  act<T = Record<string, unknown>>(operation: string, input: object, selection: string): Promise<T>;
  /** A mutation, whatever it answers. */
  attempt(operation: string, input: object, by?: Caller): Promise<Refusals>;
  /** Fields of the shop; the refusals where there are any. */
  read<T = Record<string, unknown>>(fields: string, by?: Caller): Promise<T>;
  refusedRead(fields: string, by?: Caller): Promise<Refusals>;
  /** What was told of the shop's hours, in order. */
  told(): readonly Told[];
}

export interface Told {
  readonly type: string;
  readonly value: Partial<
    ValueOf<'schedule-changed', 'snapshot'> &
      ValueOf<'schedule-changed', 'override'> &
      ValueOf<'schedule-changed', 'roster'> &
      ValueOf<'schedule-changed', 'announcement'>
  >;
}

export async function openScheduleHouse(): Promise<ScheduleHouse> {
  const { schedule } = await createDatabases(['schedule']);
  const log = createLog({ service: 'test', level: 'silent' });
  const connect = (url: string) => createDatabase({ url, max: 4, log, name: 'schedule-test' });
  const [db, workerDb] = [connect(schedule.app), connect(schedule.worker)];
  const rows: OutboxRow[] = [];
  const outbox = createOutbox({ appending: () => undefined, committed: (stored) => void rows.push(...stored) });
  let now = new Date('2026-03-02T06:00:00.000Z');
  const deps: Deps = { db, readDb: db, workerDb, outbox, clock: { now: () => now }, newId, log };
  const parts = features(deps);
  const ask = askSubgraph('schedule', parts.resolvers, parts.extra);
  const openShop = async (zone = 'Asia/Shanghai'): Promise<HouseShop> => {
    const id = newId();
    const owner = callerAs('OWNER', id);
    const as = (role: Role): Caller => (role === 'OWNER' ? owner : callerAs(role, id));
    const know = (event: EventOf<'shop-changed'>) => db.transaction([id], (tx) => saveShopCopies(tx, [event]));
    await know(shopSnapshot(id, 1, zone));
    const mutate = (operation: string, input: object, selection: string, by: Caller): Promise<Answer> => {
      const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
      const source = `mutation ($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`;
      return ask(by, source, { input: { shopId: id, ...input } });
    };
    const query = (fields: string, by: Caller): Promise<Answer> =>
      ask(by, `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${fields} } } }`, {
        of: [{ __typename: 'Shop', id }],
      });
    return {
      id,
      as,
      know,
      act: async <T>(operation: string, input: object, selection: string) => {
        const { data, refusals } = await mutate(operation, input, selection, as('OWNER'));
        if (refusals.length > 0) throw new Error(`${operation} was refused: ${JSON.stringify(refusals)}`);
        return data['done'] as T;
      },
      attempt: async (operation, input, by = as('OWNER')) => (await mutate(operation, input, '__typename', by)).refusals,
      read: async <T>(fields: string, by = as('OWNER')) => {
        const { data, refusals } = await query(fields, by);
        if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
        return (data['_entities'] as T[])[0]!;
      },
      refusedRead: async (fields, by = as('OWNER')) => (await query(fields, by)).refusals,
      told: () =>
        rows.filter(({ shopId }) => shopId === id).map(({ type, value }) => ({ type, value: JSON.parse(value) as Told['value'] })),
    };
  };
  return {
    deps,
    ask,
    setClock: (instant) => {
      now = new Date(instant);
    },
    openShop,
    close: async () => {
      await Promise.all([db.close(), workerDb.close()]);
    },
  };
}

/** The same window on several days. */
export const onDays = (days: readonly string[], start: string, end: string): object[] => days.map((day) => ({ day, start, end }));
export const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
export const weekend = ['SATURDAY', 'SUNDAY'];
/** The example of SCH-2. */
export const office = [...onDays(workdays, '10:00', '19:00'), ...onDays(weekend, '11:00', '18:00')];
