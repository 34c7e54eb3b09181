import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features } from '#services/shop/features';
import { askSubgraph, type Ask } from './ask-subgraph';
import { callerAs } from './caller-as';
import { createDatabases } from './databases';

/** The shop service's part of the graph on a database of its own, with a clock that the test moves. */
export interface ShopGraph {
  readonly db: Database;
  readonly ask: Ask;
  now: Date;
  /** A mutation of the shop, by somebody: its payload and what was refused. */
  act(caller: Caller, operation: string, input: object, selection: string): Promise<Acted>;
  /** A new shop with its main account. */
  open(): Promise<OpenedShop>;
  close(): Promise<void>;
}

export interface Acted {
  readonly done: Record<string, unknown> | null;
  readonly refusal: { readonly code: string | null; readonly field: string | undefined } | undefined;
}

export interface OpenedShop {
  readonly id: string;
  readonly owner: Caller;
  as(role: Role, more?: Partial<Caller>): Caller;
  /** Makes a sub-account: the caller it is from then on, with the rights of its role. */
  hire(role: Role, more?: object): Promise<Caller & { readonly account: string }>;
}

const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };

export async function startShopGraph(name: string): Promise<ShopGraph> {
  const { shop } = await createDatabases(['shop']);
  const log = createLog({ service: 'test', level: 'silent' });
  const db = createDatabase({ url: shop.app, max: 6, log, name });
  const workerDb = createDatabase({ url: shop.worker, max: 2, log, name });
  const clock = { now: () => graph.now };
  const { resolvers, extra } = features({ db, readDb: db, workerDb, outbox: createOutbox(silent), clock, newId });
  const ask = askSubgraph('shop', resolvers, extra);
  const act: ShopGraph['act'] = async (caller, operation, input, selection) => {
    const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
    const { data, refusals } = await ask(caller, `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`, {
      input: { ...(caller.shop !== null && { shopId: caller.shop }), ...input },
    });
    return { done: (data['done'] as Record<string, unknown> | undefined) ?? null, refusal: refusals[0] };
  };
  const graph: ShopGraph = {
    db,
    ask,
    now: new Date('2026-03-02T02:00:00Z'),
    act,
    open: async () => {
      const made = await act(callerAs('OPERATOR', null), 'createShop', { name: 'S', preset: 'KUAISHOU' }, 'shop { id } owner { id }');
      const { shop: opened, owner } = made.done as { shop: { id: string }; owner: { id: string } };
      const as: OpenedShop['as'] = (role, more) => callerAs(role, opened.id, more);
      const self = as('OWNER', { account: owner.id });
      const hire: OpenedShop['hire'] = async (role, more = {}) => {
        const { done, refusal } = await act(self, 'createAccount', { name: role, roles: [role], ...more }, 'account { id }');
        if (!done) throw new Error(`createAccount was refused: ${JSON.stringify(refusal)}`);
        return { ...as(role), account: (done['account'] as { id: string }).id };
      };
      return { id: opened.id, owner: self, as, hire };
    },
    close: async () => {
      await Promise.all([db.close(), workerDb.close()]);
    },
  };
  return graph;
}
