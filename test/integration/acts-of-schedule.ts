import type { Database } from '#libs/platform/database/database';
import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { saveShopCopies } from '#services/schedule/copies/store/shop-copies';
import type { Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { accountSnapshot } from './account-snapshot';
import { shopSnapshot } from './shop-snapshot';

/** A mutation of somebody, in the graph of its service. */
export interface Act {
  readonly ask: Ask;
  readonly db: Database;
  readonly by: Caller;
  readonly input: object;
  /** Whose chain gets the line: the caller's shop's, unless said otherwise; of a shop that the act makes, said by the answer. */
  readonly shopId?: string;
  readonly newShopOf?: (answer: Record<string, unknown>) => string;
  readonly selection?: string;
}

export const run = async (operation: string, { ask, by, input, selection = '__typename' }: Act, commandId?: string) => {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
  const source = `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`;
  return ask(by, source, { input: { ...input, ...(commandId !== undefined && { commandId }) } });
};

interface Place {
  readonly ask: Ask;
  readonly db: Database;
}

/** One example of every mutation of the schedule service that leaves an audit line. */
export function actsOfSchedule(place: () => Place): Readonly<Record<string, () => Promise<Act>>> {
  /** Somebody who changes the hours of a new shop, in which something may have been done before. */
  async function toHours(input: object, ...before: readonly (readonly [operation: string, input: object])[]): Promise<Act> {
    const shopId = newId();
    await place().db.transaction([shopId], (tx) => saveShopCopies(tx, [shopSnapshot(shopId, 1, 'Asia/Shanghai')]));
    const act = (own: object): Act => ({ ask: place().ask, db: place().db, by: callerAs('OWNER', shopId), input: { shopId, ...own } });
    for (const [operation, own] of before) expect((await run(operation, act(own))).refusals).toEqual([]);
    return act(input);
  }

  /** Somebody who changes a planned announcement of a new shop. */
  async function toAnnouncement(input: object): Promise<Act> {
    const act = await toHours({}, ['saveReceptionSchedule', { weekly: [], reason: 'secret' }]);
    const planned = { ...act.input, channels: ['SHOP_HOME'], publishAt: '2099-01-01T00:00:00Z' };
    const { data, refusals } = await run('announceReceptionHours', { ...act, input: planned, selection: 'announcement { id }' });
    expect(refusals).toEqual([]);
    const { announcement } = data['done'] as { announcement: { id: string } };
    return { ...act, input: { ...act.input, announcementId: announcement.id, ...input } };
  }

  type Did = (operation: string, input: object, selection: string) => Promise<Record<string, unknown>>;

  /** Somebody who changes the roster of a new shop with two agents, in which something may have been done before. */
  async function toRoster(inputOf: (agents: readonly [string, string], did: Did) => object | Promise<object>): Promise<Act> {
    const shopId = newId();
    const agents = [newId(), newId()] as const;
    await place().db.transaction([shopId], async (tx) => {
      await saveShopCopies(tx, [shopSnapshot(shopId, 1, 'Asia/Shanghai')]);
      await saveAccountCopies(
        tx,
        agents.map((id) => accountSnapshot(shopId, id)),
      );
    });
    const act = (own: object): Act => ({ ask: place().ask, db: place().db, by: callerAs('OWNER', shopId), input: { shopId, ...own } });
    const did: Did = async (operation, own, selection) => {
      const { data, refusals } = await run(operation, { ...act(own), selection });
      expect(refusals).toEqual([]);
      return data['done'] as Record<string, unknown>;
    };
    return act(await inputOf(agents, did));
  }

  const onDate = (agentId: string, date: string) => ({ agentId, date, start: '10:00', end: '19:00', note: 'secret' });
  const savedShifts = async (agents: readonly [string, string], did: Did): Promise<string[]> => {
    const shifts = agents.map((agentId) => onDate(agentId, '2026-03-02'));
    return ((await did('saveShifts', { shifts }, 'shifts { id }'))['shifts'] as { id: string }[]).map(({ id }) => id);
  };
  const plannedDay = { name: 'secret', shifts: [{ start: '10:00', end: '19:00', agents: 1 }] };

  /** Somebody who does something about a promotion of a new shop, or about its first task. */
  async function toPromotion(input: (made: { readonly promotionId: string; readonly taskId: string }) => object): Promise<Act> {
    const act = await toHours({});
    const plan = { ...act.input, name: 'secret', firstDate: '2026-11-11', briefing: [{ name: 'secret' }] };
    const { data } = await run('savePromotion', { ...act, input: plan, selection: 'promotion { id }' });
    const { data: tasks } = await act.ask(
      act.by,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { promotionTasks(first: 1) { nodes { id } } } } }',
      { of: [{ __typename: 'Shop', id: act.by.shop }] },
    );
    const { promotion } = data['done'] as { promotion: { id: string } };
    const [shopOf] = tasks['_entities'] as [{ promotionTasks: { nodes: [{ id: string }] } }];
    return { ...act, input: { ...act.input, ...input({ promotionId: promotion.id, taskId: shopOf.promotionTasks.nodes[0].id }) } };
  }

  return {
    saveReceptionSchedule: () =>
      toHours({ weekly: [{ day: 'MONDAY', start: '09:00', end: '18:00' }], closedNotice: 'secret {receptionHours}' }),
    rollbackReceptionSchedule: () => toHours({ version: 1 }, ['saveReceptionSchedule', { weekly: [] }]),
    withdrawReceptionVersion: () => toHours({ version: 1 }, ['saveReceptionSchedule', { weekly: [], effectiveFrom: '2099-01-01' }]),
    saveReceptionDraft: () => toHours({ weekly: [], reason: 'secret' }),
    discardReceptionDraft: () => toHours({}, ['saveReceptionDraft', { weekly: [] }]),
    publishReceptionDraft: () => toHours({}, ['saveReceptionDraft', { weekly: [] }]),
    overrideReception: () => toHours({ open: false, minutes: 5, reason: 'secret' }),
    liftOverride: () => toHours({}, ['overrideReception', { open: false, reason: 'secret' }]),
    saveHolidayTable: () => toHours({ fromYear: 2026, toYear: 2026, holidays: [{ date: '2026-12-25', name: 'secret' }] }),
    announceReceptionHours: () =>
      toHours({ channels: ['SHOP_HOME'], text: 'secret' }, ['saveReceptionSchedule', { weekly: [], reason: 'secret' }]),
    updateAnnouncement: () => toAnnouncement({ text: 'secret', publishAt: '2099-02-01T00:00:00Z' }),
    cancelAnnouncement: () => toAnnouncement({}),
    saveShifts: () => toRoster(([agentId]) => ({ shifts: [onDate(agentId, '2026-03-02')] })),
    importShifts: () => toRoster(([agentId]) => ({ csv: `agentId,date,start,end,note\n${agentId},2026-03-02,10:00,19:00,secret` })),
    copyShifts: () =>
      toRoster(async (agents, did) => {
        await savedShifts(agents, did);
        return { from: '2026-03-02', into: '2026-03-09' };
      }),
    swapShifts: () =>
      toRoster(async (agents, did) => {
        const [shiftId, withShiftId] = await savedShifts(agents, did);
        return { shiftId, withShiftId };
      }),
    saveShiftTemplate: () => toRoster(() => plannedDay),
    removeShiftTemplate: () =>
      toRoster(async (_agents, did) => {
        const { template } = await did('saveShiftTemplate', plannedDay, 'template { id }');
        return { templateId: (template as { id: string }).id };
      }),
    applyShiftTemplate: () => toRoster((agents) => ({ from: '2026-03-02', agentIds: agents })),
    saveLeave: () => toRoster(([agentId]) => ({ agentId, from: '2026-03-02', note: 'secret' })),
    removeLeave: () =>
      toRoster(async ([agentId], did) => {
        const { leave } = await did('saveLeave', { agentId, from: '2026-03-02' }, 'leave { id }');
        return { leaveId: (leave as { id: string }).id };
      }),
    planRestDays: () => toRoster((agents) => ({ agentIds: agents, from: '2026-05-01', to: '2026-05-06', perDay: 1 })),
    saveRequiredAgents: () => toRoster(() => ({ required: [{ day: 'MONDAY', start: '10:00', end: '19:00', agents: 2 }] })),
    savePromotion: () => toHours({ name: 'secret', firstDate: '2026-11-11' }),
    cancelPromotion: () => toPromotion(({ promotionId }) => ({ promotionId })),
    assignPromotionTask: async () => {
      const act = await toPromotion(({ taskId }) => ({ taskId }));
      const [shopId, accountId] = [act.by.shop ?? '', newId()];
      await place().db.transaction([shopId], (tx) => saveAccountCopies(tx, [accountSnapshot(shopId, accountId)]));
      return { ...act, input: { ...act.input, accountId } };
    },
    tickPromotionTask: () => toPromotion(({ taskId }) => ({ taskId, ticked: true, note: 'secret' })),
  };
}
