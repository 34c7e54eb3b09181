import type { EventOf } from '#libs/contracts/index';
import type { Caller, Role } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/schedule/features';
import { callerAs } from '#test/kit/caller-as';
import type { Answer } from '#test/kit/ask-subgraph';
import { accountSnapshot } from './account-snapshot';
import { openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

/** A promotion as it was saved. */
interface Saved {
  readonly promotion: {
    readonly id: string;
    readonly revision: number;
    readonly tasks: { readonly all: number; readonly done: number; readonly overdue: number };
  };
  readonly warnings: readonly { readonly code: string; readonly field: string }[];
}

export interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly dueDate: string;
  readonly dueTime: string | null;
  readonly post: string | null;
  readonly order: string | null;
  readonly agent: { readonly id: string } | null;
  readonly assignee: { readonly id: string } | null;
}

export interface TaskPage {
  readonly promotionTasks: {
    readonly nodes: readonly Listed[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

type Told = EventOf<'account-changed'> | EventOf<'shop-changed'>;

/** A shop of the schedule service that prepares promotions. */
export interface PromotionShop extends HouseShop {
  /** Accounts with the role AGENT that the service knows. */
  hire(count: number): Promise<string[]>;
  save(input: object): Promise<Saved>;
  /** The id of a promotion that was planned. */
  plan(input?: object): Promise<string>;
  /** Tasks by a filter, at most 100. */
  list(filter: string, by?: Caller): Promise<readonly Listed[]>;
  ofKind(kind: string, by?: Caller): Promise<readonly Listed[]>;
  tick(taskId: string, input?: object, by?: Caller): Promise<Answer['refusals']>;
  asAccount(id: string, role?: Role): Caller;
  account(
    accountId: string,
    version: number,
    more?: { readonly roles?: readonly ('AGENT' | 'OPERATIONS')[]; readonly active?: boolean },
  ): EventOf<'account-changed'>;
}

export interface PromotionsHouse extends Omit<ScheduleHouse, 'openShop'> {
  openShop(zone?: string): Promise<PromotionShop>;
  /** Tells the service events as its consumer does: all that listen to the topic, in one transaction. */
  hear(...events: readonly Told[]): Promise<void>;
}

export const doubleEleven = { name: '双11', kind: 'DOUBLE_ELEVEN', firstDate: '2026-11-11' };
export const product = { name: '羽绒服', isCore: true, goal: 100, pagePoints: '90%白鸭绒', stacking: '满300减50' };
export const taskFields = 'id kind state dueDate dueTime post order agent { id } assignee { id }';

export async function openPromotionsHouse(): Promise<PromotionsHouse> {
  const house = await openScheduleHouse();
  const { consumes } = features(house.deps);
  if (!('handlers' in consumes)) throw new Error('schedule has no handlers');
  const { handlers } = consumes;
  const hear = (...events: readonly Told[]): Promise<void> =>
    house.deps.db.transaction([...new Set(events.map(({ shopId }) => shopId))], async (tx) => {
      await handlers['shop-changed']?.(
        tx,
        events.filter((event) => event.topic === 'shop-changed'),
      );
      await handlers['account-changed']?.(
        tx,
        events.filter((event) => event.topic === 'account-changed'),
      );
    });
  return { ...house, hear, openShop: async (zone) => promotionShop(await house.openShop(zone), hear) };
}

function promotionShop(shop: HouseShop, hear: PromotionsHouse['hear']): PromotionShop {
  const save = (input: object) =>
    shop.act<Saved>('savePromotion', input, 'promotion { id revision tasks { all done overdue } } warnings { code field }');
  const list = async (filter: string, by?: Caller): Promise<readonly Listed[]> =>
    (await shop.read<TaskPage>(`promotionTasks(first: 100, filter: { ${filter} }) { nodes { ${taskFields} } }`, by)).promotionTasks.nodes;
  const account: PromotionShop['account'] = (accountId, version, more) => accountSnapshot(shop.id, accountId, { version, ...more });
  return {
    ...shop,
    save,
    list,
    account,
    hire: async (count) => {
      const ids = Array.from({ length: count }, () => newId());
      await hear(...ids.map((id) => account(id, 1)));
      return ids;
    },
    plan: async (input = doubleEleven) => (await save(input)).promotion.id,
    ofKind: (kind, by) => list(`kinds: [${kind}]`, by),
    tick: (taskId, input = { ticked: true }, by) => shop.attempt('tickPromotionTask', { taskId, ...input }, by),
    asAccount: (id, role = 'AGENT') => callerAs(role, shop.id, { account: id }),
  };
}
