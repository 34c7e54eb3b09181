import { newId } from '#libs/platform/process/ids';
import { features } from '#services/schedule/features';
import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { askSubgraph } from '#test/kit/ask-subgraph';
import { accountSnapshot } from './account-snapshot';
import { office, openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;
let [anna, ben, cora] = ['', '', ''];

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-01T00:00:00.000Z');
  shop = await house.openShop();
  [anna, ben, cora] = [await hire(), await hire(), await hire()];
});

afterAll(() => house.close());

async function hire(accountId = newId()): Promise<string> {
  await house.deps.db.transaction([shop.id], (tx) => saveAccountCopies(tx, [accountSnapshot(shop.id, accountId)]));
  return accountId;
}

const save = (...shifts: readonly (readonly [string, string, string, string])[]) =>
  shop.act('saveShifts', { shifts: shifts.map(([agentId, date, start, end]) => ({ agentId, date, start, end })) }, 'revision');

it('STF-13 half hours with too few agents are told as stretches', async () => {
  await shop.act('saveReceptionSchedule', { weekly: office }, 'version { number }');
  await save([anna, '2026-03-02', '10:00', '19:00'], [ben, '2026-03-02', '12:00', '15:00']);
  await shop.act('saveRequiredAgents', { required: [{ day: 'MONDAY', start: '10:00', end: '19:00', agents: 2 }] }, 'shop { id }');
  expect((await shop.read('coverage(from: "2026-03-02") { gaps { from } shortages { from to missing } isComplete }'))['coverage']).toEqual({
    gaps: [],
    shortages: [
      { from: '2026-03-02T02:00:00.000Z', to: '2026-03-02T04:00:00.000Z', missing: 1 },
      { from: '2026-03-02T07:00:00.000Z', to: '2026-03-02T11:00:00.000Z', missing: 1 },
    ],
    isComplete: false,
  });
});

it('STF-18 whether three shifts are filled from the promotion day to the next is asked of the roster as it stands', async () => {
  const asked = 'unfilledShifts(from: "2026-11-11", to: "2026-11-12") { date start end missing }';
  expect((await shop.read(asked))['unfilledShifts']).toHaveLength(6);
  await shop.act('applyShiftTemplate', { from: '2026-11-11', to: '2026-11-12', agentIds: [anna, ben, cora] }, 'revision');
  expect((await shop.read(asked))['unfilledShifts']).toEqual([]);
  await shop.act('saveLeave', { agentId: ben, from: '2026-11-12' }, 'leave { id }');
  expect((await shop.read(asked))['unfilledShifts']).toEqual([{ date: '2026-11-12', start: '08:00', end: '16:00', missing: 1 }]);
  expect(await shop.refusedRead(`unfilledShifts(templateId: "${newId()}", from: "2026-11-11") { date }`)).toEqual([
    { code: 'TEMPLATE_NOT_FOUND', field: 'templateId' },
  ]);
  expect(await shop.refusedRead('unfilledShifts(from: "2026-11-11", to: "2027-01-12") { date }')).toEqual([
    { code: 'INVALID_RANGE', field: 'to' },
  ]);
});

it('STF-12 a peak after 20:00 gives the evening shift to the top converter', async () => {
  const consultations = Array.from({ length: 48 }, (_, slot) => (slot >= 40 ? 30 : 1));
  await shop.act('saveVolumeProfile', { days: [{ date: '2026-02-22', consultations }] }, 'savedDays');
  const plan = { from: '2026-03-08', agentIds: [cora, ben, anna], ratings: [{ agentId: cora, rating: 0.4 }] };
  const { shifts } = await shop.act<{ shifts: { agent: { id: string }; start: string }[] }>(
    'applyShiftTemplate',
    plan,
    'shifts { agent { id } start }',
  );
  expect(shifts.find(({ start }) => start === '16:00')?.agent.id).toBe(cora);
  expect(await shop.attempt('applyShiftTemplate', { ...plan, ratings: [{ agentId: cora, rating: 1.1 }] })).toEqual([
    { code: 'BAD_USER_INPUT', field: 'ratings.0.rating' },
  ]);
});

describe('an agent’s shifts', () => {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Agent { id shiftNow { shift { date } to } shiftNext { shift { date } from } } } }`;
  const read = async (by = shop.as('AGENT')) => {
    const { resolvers, extra } = features(house.deps);
    const of = [anna, ben, cora].map((id) => ({ __typename: 'Agent', id }));
    return askSubgraph('schedule', resolvers, extra)(by, source, { of });
  };

  it('are the one that goes on and the next; leave takes them away', async () => {
    await save([anna, '2026-03-02', '22:00', '06:00'], [anna, '2026-03-04', '10:00', '19:00'], [ben, '2026-03-03', '06:00', '14:00']);
    house.setClock('2026-03-02T21:59:59.000Z');
    expect((await read()).data['_entities']).toEqual([
      {
        id: anna,
        shiftNow: { shift: { date: '2026-03-02' }, to: '2026-03-02T22:00:00.000Z' },
        shiftNext: { shift: { date: '2026-03-04' }, from: '2026-03-04T02:00:00.000Z' },
      },
      { id: ben, shiftNow: null, shiftNext: { shift: { date: '2026-03-03' }, from: '2026-03-02T22:00:00.000Z' } },
      { id: cora, shiftNow: null, shiftNext: null },
    ]);
    await shop.act('saveLeave', { agentId: anna, from: '2026-03-02' }, 'leave { id }');
    expect((await read()).data['_entities']).toMatchObject([{ shiftNow: null, shiftNext: { shift: { date: '2026-03-04' } } }, {}, {}]);
  });

  it('INV-6 are not told to another shop, nor to those who are no accounts', async () => {
    await save([anna, '2026-03-01', '00:00', '24:00']);
    const other = await house.openShop();
    expect((await read(other.as('OWNER'))).data['_entities']).toMatchObject([{ shiftNow: null }, {}, {}]);
    expect((await read(shop.as('CONNECTOR'))).refusals[0]?.code).toBe('FORBIDDEN');
  });
});

describe('an account that is new', () => {
  it('is waited for', async () => {
    const accountId = newId();
    const saved = save([accountId, '2026-03-02', '10:00', '19:00']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await hire(accountId);
    expect(await saved).toEqual({ revision: 1 });
  });

  it('is named by the list of agents when it never comes', async () => {
    const plan = { from: '2026-03-02', agentIds: [anna, newId(), ben] };
    expect(await shop.attempt('applyShiftTemplate', plan)).toEqual([{ code: 'ACCOUNT_NOT_FOUND', field: 'agentIds.1' }]);
  });
});

it.each(['2024-03-02', '2028-03-02', '9999-12-31'])('a shift on %s is too far from today', async (date) => {
  expect(await shop.attempt('saveShifts', { shifts: [{ agentId: anna, date, start: '10:00', end: '19:00' }] })).toEqual([
    { code: 'INVALID_RANGE', field: 'shifts.0.date' },
  ]);
  expect(await shop.attempt('applyShiftTemplate', { from: date, agentIds: [anna] })).toEqual([{ code: 'INVALID_RANGE', field: 'from' }]);
});

it('a plan of too many shifts is refused before it is made', async () => {
  const shifts = [{ start: '00:00', end: '12:00', agents: 100 }];
  const { template } = await shop.act<{ template: { id: string } }>('saveShiftTemplate', { name: 'T', shifts }, 'template { id }');
  const plan = { templateId: template.id, from: '2026-03-02', agentIds: [anna] };
  expect(await shop.attempt('applyShiftTemplate', { ...plan, to: '2026-04-21' })).toEqual([{ code: 'INVALID_RANGE', field: 'to' }]);
  expect(await shop.attempt('applyShiftTemplate', { ...plan, to: '2026-04-20' })).toEqual([]);
});
