import { newId } from '#libs/platform/process/ids';
import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { accountSnapshot } from './account-snapshot';
import { office, openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;
let [anna, ben] = ['', ''];

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-01T00:00:00.000Z');
  shop = await house.openShop();
  await shop.act('saveReceptionSchedule', { weekly: office }, 'version { number }');
  house.setClock('2026-03-02T06:00:00.000Z');
  [anna, ben] = [await hire(), await hire()];
});

afterAll(() => house.close());

const know = (accountId: string, more: object = {}, of = shop) =>
  house.deps.db.transaction([of.id], (tx) => saveAccountCopies(tx, [accountSnapshot(of.id, accountId, more)]));

async function hire(): Promise<string> {
  const accountId = newId();
  await know(accountId);
  return accountId;
}

interface ShiftNode {
  readonly id: string;
  readonly agent: { readonly id: string };
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

const fields = 'id agent { id } date start end';
const shift = (agentId: string, date: string, start: string, end: string) => ({ agentId, date, start, end });
const save = (input: object) =>
  shop.act<{ shifts: ShiftNode[]; revision: number; warnings: unknown[] }>(
    'saveShifts',
    input,
    `shifts { ${fields} } revision warnings { code field }`,
  );
const listed = async (from: string, to: string, more = '') =>
  (
    await shop.read<{ shifts: { nodes: ShiftNode[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
      `shifts(from: "${from}", to: "${to}"${more}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }`,
    )
  ).shifts;
const coverage = async (from: string) =>
  (await shop.read<{ coverage: { gaps: unknown[]; isComplete: boolean } }>(`coverage(from: "${from}") { gaps { from to } isComplete }`))
    .coverage;
const told = () => shop.told().filter(({ type }) => type === 'roster');

describe('shifts', () => {
  it('STF-15 are saved together, listed in order, and leave the gap between them', async () => {
    const { shifts, revision } = await save({
      shifts: [shift(anna, '2026-03-02', '10:00', '14:00'), shift(ben, '2026-03-02', '15:00', '19:00')],
    });
    expect([shifts.map(({ agent }) => agent.id), revision]).toEqual([[anna, ben], 1]);
    expect((await listed('2026-03-01', '2026-03-03')).nodes).toEqual(shifts);
    expect(await coverage('2026-03-02')).toEqual({
      gaps: [{ from: '2026-03-02T06:00:00.000Z', to: '2026-03-02T07:00:00.000Z' }],
      isComplete: false,
    });
    expect(told().map(({ value }) => [value.date, value.revision, value.shifts?.map(({ agent }) => agent)])).toEqual([
      ['2026-03-02', 1, [anna, ben]],
    ]);
  });

  it('change by their id, go, and are told by date', async () => {
    const { shifts } = await save({ shifts: [shift(anna, '2026-03-02', '10:00', '19:00'), shift(ben, '2026-03-03', '10:00', '19:00')] });
    const [first, second] = [shifts[0]!, shifts[1]!];
    await save({ shifts: [{ ...shift(anna, '2026-03-04', '10:00', '19:00'), id: first.id }], remove: [second.id] });
    expect((await listed('2026-03-01', '2026-03-09')).nodes.map(({ id, date }) => [id, date])).toEqual([[first.id, '2026-03-04']]);
    expect(told().map(({ value }) => [value.date, value.shifts?.length])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-03', 1],
      ['2026-03-02', 0],
      ['2026-03-03', 0],
      ['2026-03-04', 1],
    ]);
  });

  it('INV-3 the same commandId saves them once', async () => {
    const input = { shifts: [shift(anna, '2026-03-02', '10:00', '14:00')], commandId: 'r' };
    expect(await save(input)).toEqual(await save(input));
    expect((await listed('2026-03-02', '2026-03-02')).nodes).toHaveLength(1);
    expect(told()).toHaveLength(1);
  });

  it('are pages of one order, of one agent where that is asked', async () => {
    const days = ['02', '03', '04', '05', '06'];
    await save({ shifts: days.flatMap((day) => [anna, ben].map((agent) => shift(agent, `2026-03-${day}`, '10:00', '19:00'))) });
    const seen: ShiftNode[] = [];
    for (let after = ''; ;) {
      const page = await listed('2026-03-02', '2026-03-06', `, first: 3${after}`);
      seen.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(seen.map(({ date }) => date.slice(8))).toEqual(days.flatMap((day) => [day, day]));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(10);
    expect((await listed('2026-03-02', '2026-03-06', `, agentId: "${anna}"`)).nodes).toHaveLength(5);
  });

  it('two who give one agent a shift at the same time: one is refused', async () => {
    const both = await Promise.all(
      ['10:00', '11:00'].map((start) => shop.attempt('saveShifts', { shifts: [shift(anna, '2026-03-02', start, '19:00')] })),
    );
    expect(both.flat()).toEqual([{ code: 'DOUBLE_BOOKING', field: 'shifts.0' }]);
    expect((await listed('2026-03-02', '2026-03-02')).nodes).toHaveLength(1);
  });

  it('are as the caller saw them, or not saved', async () => {
    await save({ shifts: [shift(anna, '2026-03-02', '10:00', '14:00')] });
    const late = { shifts: [shift(ben, '2026-03-02', '10:00', '14:00')], expectedRevision: 0 };
    expect(await shop.attempt('saveShifts', late)).toEqual([{ code: 'VERSION_CONFLICT', field: 'expectedRevision' }]);
    expect((await save({ ...late, expectedRevision: 1 })).revision).toBe(2);
  });
});

describe('bad input stores nothing', () => {
  it.each([
    ['a shift of 25 hours', () => ({ shifts: [shift(ben, '2026-03-02', '00:00', '25:00')] }), 'INVALID_TIME', 'shifts.0.end'],
    ['one without an end', () => ({ shifts: [{ agentId: ben, date: '2026-03-02', start: '10:00' }] }), 'INVALID_TIME', 'shifts.0.end'],
    ['a date that is none', () => ({ shifts: [shift(ben, '2026-02-30', '10:00', '11:00')] }), 'INVALID_RANGE', 'shifts.0.date'],
    ['an account of nobody', () => ({ shifts: [shift(newId(), '2026-03-02', '10:00', '11:00')] }), 'ACCOUNT_NOT_FOUND', 'shifts.0.agentId'],
    ['an unknown shift', () => ({ remove: [newId()] }), 'SHIFT_NOT_FOUND', 'remove.0'],
    [
      'a good one beside a bad one',
      () => ({ shifts: [shift(anna, '2026-03-02', '10:00', '11:00'), shift(anna, '2026-03-02', '10:30', '12:00')] }),
      'DOUBLE_BOOKING',
      'shifts.1',
    ],
  ])('%s', async (_what, input, code, field) => {
    expect(await shop.attempt('saveShifts', input())).toEqual([{ code, field }]);
    expect((await listed('2026-03-01', '2026-03-04')).nodes).toEqual([]);
    expect(told()).toEqual([]);
  });

  it('whoever is no agent any more is given no shift', async () => {
    await know(ben, { version: 2, active: false });
    expect(await shop.attempt('saveShifts', { shifts: [shift(ben, '2026-03-02', '10:00', '11:00')] })).toEqual([
      { code: 'NOT_AN_AGENT', field: 'shifts.0.agentId' },
    ]);
  });

  it('INV-6 another shop’s shift and agent are none', async () => {
    const { shifts } = await save({ shifts: [shift(anna, '2026-03-02', '10:00', '11:00')] });
    const other = await house.openShop();
    expect(await other.attempt('saveShifts', { remove: [shifts[0]!.id] })).toEqual([{ code: 'SHIFT_NOT_FOUND', field: 'remove.0' }]);
    expect((await other.attempt('saveShifts', { shifts: [shift(anna, '2026-03-02', '10:00', '11:00')] }))[0]?.code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
  });
});

describe('what follows from shifts', () => {
  it('a week is repeated, replaced where that is asked, without agents who are gone', async () => {
    await save({ shifts: [shift(anna, '2026-03-02', '10:00', '19:00'), shift(ben, '2026-03-04', '10:00', '19:00')] });
    await save({ shifts: [shift(anna, '2026-03-10', '09:00', '10:00')] });
    await know(ben, { version: 2, roles: ['OPERATIONS'] });
    const copy = { from: '2026-03-02', to: '2026-03-08', into: '2026-03-09' };
    const copied = await shop.act<{ shifts: ShiftNode[]; leftOut: number }>(
      'copyShifts',
      { ...copy, replace: true },
      `shifts { ${fields} } leftOut`,
    );
    expect([copied.shifts.map(({ date }) => date), copied.leftOut]).toEqual([['2026-03-09'], 1]);
    expect((await listed('2026-03-09', '2026-03-15')).nodes.map(({ date }) => date)).toEqual(['2026-03-09']);
    expect(await shop.attempt('copyShifts', copy)).toEqual([{ code: 'DOUBLE_BOOKING', field: 'into' }]);
  });

  it('two agents swap, unless one would be in two places', async () => {
    const { shifts } = await save({
      shifts: [
        shift(anna, '2026-03-02', '10:00', '14:00'),
        shift(ben, '2026-03-02', '14:00', '19:00'),
        shift(ben, '2026-03-02', '10:00', '11:00'),
      ],
    });
    const swap = { shiftId: shifts[0]!.id, withShiftId: shifts[1]!.id };
    expect(await shop.attempt('swapShifts', swap)).toEqual([{ code: 'DOUBLE_BOOKING', field: 'shiftId' }]);
    await save({ remove: [shifts[2]!.id] });
    await shop.act('swapShifts', swap, 'revision');
    expect((await listed('2026-03-02', '2026-03-02')).nodes.map(({ agent }) => agent.id)).toEqual([ben, anna]);
  });

  it('STF-18 three shifts from promotion day to the next, and what is left empty', async () => {
    const plan = { from: '2026-11-11', to: '2026-11-12', agentIds: [anna, ben] };
    const applied = await shop.act<{ shifts: unknown[]; unfilled: unknown[] }>(
      'applyShiftTemplate',
      plan,
      'shifts { id } unfilled { date start end missing }',
    );
    expect([applied.shifts.length, applied.unfilled]).toEqual([6, []]);
    const again = await shop.act<{ shifts: unknown[]; unfilled: unknown[] }>(
      'applyShiftTemplate',
      plan,
      'shifts { id } unfilled { date start }',
    );
    expect([again.shifts.length, again.unfilled.length]).toEqual([6, 0]);
    const full = await shop.act<{ unfilled: unknown[] }>('applyShiftTemplate', plan, 'unfilled { date start }');
    expect(full.unfilled).toHaveLength(6);
  });

  it('a template of one’s own is saved, applied and taken away', async () => {
    const kept = await shop.act<{ template: { id: string } }>(
      'saveShiftTemplate',
      { name: 'Weekday', shifts: [{ start: '10:00', end: '19:00', agents: 2 }] },
      'template { id name shifts { start end agents } }',
    );
    const templateId = kept.template.id;
    expect((await shop.read('shiftTemplates { id name }'))['shiftTemplates']).toEqual([{ id: templateId, name: 'Weekday' }]);
    await shop.act('applyShiftTemplate', { templateId, from: '2026-03-02', agentIds: [anna, ben] }, 'revision');
    expect((await coverage('2026-03-02')).isComplete).toBe(true);
    await shop.act('removeShiftTemplate', { templateId }, 'shop { id }');
    expect(await shop.attempt('applyShiftTemplate', { templateId, from: '2026-03-03', agentIds: [anna] })).toEqual([
      { code: 'TEMPLATE_NOT_FOUND', field: 'templateId' },
    ]);
    expect((await listed('2026-03-02', '2026-03-02')).nodes).toHaveLength(2);
  });

  it('leave takes an agent out of what is covered and told, and its end brings it back', async () => {
    await save({ shifts: [shift(anna, '2026-03-02', '10:00', '19:00')] });
    const { leave, shifts } = await shop.act<{ leave: { id: string }; shifts: ShiftNode[] }>(
      'saveLeave',
      { agentId: anna, from: '2026-03-02', note: 'ill' },
      `leave { id from to note } shifts { ${fields} }`,
    );
    expect(shifts).toHaveLength(1);
    expect((await coverage('2026-03-02')).gaps).toHaveLength(1);
    expect((await save({ shifts: [{ ...shift(anna, '2026-03-02', '10:00', '18:00'), id: shifts[0]!.id }] })).warnings).toEqual([
      { code: 'ON_LEAVE', field: 'shifts.0' },
    ]);
    await shop.act('removeLeave', { leaveId: leave.id }, 'shop { id }');
    expect((await coverage('2026-03-02')).gaps).toHaveLength(1);
    expect(told().map(({ value }) => value.shifts?.length)).toEqual([1, 0, 0, 1]);
  });

  it('STF-19 rest days in turn, and who is left', async () => {
    const answer = await shop.act<{ leaves: unknown[]; left: { id: string }[] }>(
      'planRestDays',
      { agentIds: [anna, ben], from: '2026-05-01', to: '2026-05-01', perDay: 1 },
      'leaves { agent { id } from to } left { id }',
    );
    expect(answer).toEqual({ leaves: [{ agent: { id: anna }, from: '2026-05-01', to: '2026-05-01' }], left: [{ id: ben }] });
    expect((await shop.read('leaves(from: "2026-05-01", to: "2026-05-31") { agent { id } }'))['leaves']).toEqual([{ agent: { id: anna } }]);
  });

  it('STF-13 what is required is kept and compared', async () => {
    await save({ shifts: [shift(anna, '2026-03-02', '10:00', '19:00')] });
    expect((await coverage('2026-03-02')).isComplete).toBe(true);
    await shop.act('saveRequiredAgents', { required: [{ day: 'MONDAY', start: '14:00', end: '19:00', agents: 2 }] }, 'shop { id }');
    expect((await coverage('2026-03-02')).isComplete).toBe(false);
    expect((await shop.read('requiredAgents { day start end agents }'))['requiredAgents']).toEqual([
      { day: 'MONDAY', start: '14:00', end: '19:00', agents: 2 },
    ]);
    await shop.act('saveRequiredAgents', { required: null }, 'shop { id }');
    expect((await shop.read('requiredAgents { day }'))['requiredAgents']).toBeNull();
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('nobody is on shift at %s, the end of all calendars', async (at) => {
    expect((await shop.read(`onShift(at: "${at}") { now { from } next { from } }`))['onShift']).toEqual({ now: [], next: [] });
  });

  it('who is on shift now and next', async () => {
    await save({ shifts: [shift(anna, '2026-03-02', '10:00', '16:00'), shift(ben, '2026-03-02', '16:00', '19:00')] });
    const asked = 'onShift { now { shift { agent { id } } to } next { shift { agent { id } } from } }';
    expect((await shop.read(asked))['onShift']).toEqual({
      now: [{ shift: { agent: { id: anna } }, to: '2026-03-02T08:00:00.000Z' }],
      next: [{ shift: { agent: { id: ben } }, from: '2026-03-02T08:00:00.000Z' }],
    });
  });
});

it('RES-63 managers change the roster, agents do not', async () => {
  const input = { shifts: [shift(anna, '2026-03-02', '10:00', '19:00')] };
  expect((await shop.attempt('saveShifts', input, shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  expect((await shop.attempt('saveShifts', input, shop.as('OPERATIONS')))[0]?.code).toBe('FORBIDDEN');
  expect(await shop.attempt('saveShifts', input, shop.as('CS_ADMIN'))).toEqual([]);
});
