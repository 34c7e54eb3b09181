import { newId } from '#libs/platform/process/ids';
import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { accountSnapshot } from './account-snapshot';
import { openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;
let [anna, ben] = ['', ''];

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-01T02:00:00.000Z');
  shop = await house.openShop();
  [anna, ben] = [await hire('安娜', 'Annie'), await hire('Ben', 'Benny')];
});

afterAll(() => house.close());

async function hire(name: string, nickname: string): Promise<string> {
  const accountId = newId();
  await house.deps.db.transaction([shop.id], (tx) => saveAccountCopies(tx, [accountSnapshot(shop.id, accountId, { name, nickname })]));
  return accountId;
}

interface Imported {
  readonly isSaved: boolean;
  readonly saved: number;
  readonly unchanged: number;
  readonly revision: number;
  readonly problems: readonly { readonly row: number; readonly column: string | null; readonly code: string }[];
  readonly warnings: readonly { readonly code: string; readonly field: string }[];
}
const load = (csv: string, more: object = {}) =>
  shop.act<Imported>(
    'importShifts',
    { csv, ...more },
    'isSaved saved unchanged revision problems { row column code } warnings { code field }',
  );
const planned = async () =>
  (
    await shop.read<{ shifts: { nodes: { agent: { id: string }; date: string; start: string; end: string; note: string | null }[] } }>(
      'shifts(from: "2026-03-01", to: "2026-03-31") { nodes { agent { id } date start end note } }',
    )
  ).shifts.nodes.map(({ agent, date, start, end, note }) => [agent.id, date, start, end, note]);
const file = async (args = 'from: "2026-03-01", to: "2026-03-31"') =>
  (await shop.read<{ shiftsCsv: { csv: string; shifts: number } }>(`shiftsCsv(${args}) { csv shifts }`)).shiftsCsv;
const told = () => shop.told().filter(({ type }) => type === 'roster').length;

const chinese = '\ufeff客服,日期,开始,结束,备注\r\n安娜,2026-03-02,22:00,06:00,"夜班, 值守"\r\nBenny,2026/3/3,9:00,18:00,\r\n';

it('a file with a BOM, CRLF and Chinese headings is saved; read again it changes nothing', async () => {
  expect(await load(chinese)).toEqual({ isSaved: true, saved: 2, unchanged: 0, revision: 1, problems: [], warnings: [] });
  expect(await planned()).toEqual([
    [anna, '2026-03-02', '22:00', '06:00', '夜班, 值守'],
    [ben, '2026-03-03', '09:00', '18:00', null],
  ]);
  expect(told()).toBe(2);
  expect(await load(chinese)).toMatchObject({ isSaved: true, saved: 0, unchanged: 2, revision: 1 });
  expect(told()).toBe(2);
});

it('one bad row: nothing is stored, and every bad row is named with its column and code', async () => {
  const csv = `${chinese}Carla,2026-03-04,10:00,19:00,\r\n安娜,2026-03-04,10:00,25:00,\r\nBen,2026-03-03,17:00,20:00,\r\n`;
  expect(await load(csv)).toMatchObject({
    ...{ isSaved: false, saved: 0, unchanged: 0, revision: 0 },
    problems: [
      { row: 4, column: '客服', code: 'ACCOUNT_NOT_FOUND' },
      { row: 5, column: '结束', code: 'INVALID_TIME' },
      { row: 6, column: null, code: 'DOUBLE_BOOKING' },
    ],
  });
  expect([await planned(), told()]).toEqual([[], 0]);
  expect(await load(csv, { allOrNothing: false })).toMatchObject({
    isSaved: true,
    saved: 2,
    revision: 1,
    problems: [{ row: 4 }, { row: 5 }, { row: 6 }],
  });
  expect(await planned()).toHaveLength(2);
});

it('what is exported is changed in a spreadsheet and read back', async () => {
  await load(chinese);
  const { csv, shifts } = await file();
  expect(shifts).toBe(2);
  expect(csv.startsWith('\ufeffid,agentId,agent,date,start,end,groupId,note\r\n')).toBe(true);
  expect(await load(csv)).toMatchObject({ saved: 0, unchanged: 2 });
  expect(await load(csv.replace('09:00,18:00', '10:00,19:00'))).toMatchObject({ saved: 1, unchanged: 1, problems: [] });
  expect((await planned())[1]).toEqual([ben, '2026-03-03', '10:00', '19:00', null]);
  expect((await file(`from: "2026-03-01", to: "2026-03-31", agentId: "${ben}"`)).shifts).toBe(1);
});

it('a note that is a formula leaves as a text', async () => {
  await load('agentId,date,start,end,note\n' + `${anna},2026-03-02,10:00,19:00,=1+1`);
  const { csv } = await file();
  expect(csv).toContain(",'=1+1\r\n");
  expect(await load(csv)).toMatchObject({ saved: 0, unchanged: 1 });
  expect((await planned())[0]?.[4]).toBe('=1+1');
});

it('INV-3 a repeated command answers as the first time; a stale revision saves nothing', async () => {
  const first = await load(chinese, { commandId: 'file' });
  expect(await load(chinese, { commandId: 'file' })).toEqual(first);
  expect(await shop.attempt('importShifts', { csv: chinese, expectedRevision: 0 })).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedRevision' },
  ]);
});

it('of two files at once that give an agent the same time one is refused that row', async () => {
  const at = (start: string) => `agentId,date,start,end\n${anna},2026-03-02,${start},19:00`;
  const answers = await Promise.all([load(at('10:00')), load(at('11:00'))]);
  expect(answers.map(({ saved }) => saved).sort()).toEqual([0, 1]);
  expect(await planned()).toHaveLength(1);
});

it('an agent on leave is warned of, by its row', async () => {
  await shop.act('saveLeave', { agentId: anna, from: '2026-03-02' }, 'leave { id }');
  expect((await load(chinese)).warnings).toEqual([{ code: 'ON_LEAVE', field: 'csv.2' }]);
});

it('INV-6 ids and names of another shop are unknown', async () => {
  const { shifts } = await shop.act<{ shifts: { id: string }[] }>(
    'saveShifts',
    { shifts: [{ agentId: anna, date: '2026-03-02', start: '10:00', end: '11:00' }] },
    'shifts { id }',
  );
  const old = [anna, shifts[0]!.id];
  shop = await house.openShop();
  await hire('Dora', 'D');
  const csv = `id,agent,agentId,date,start,end\n,,${old[0]},2026-03-02,10:00,11:00\n${old[1]},Dora,,2026-03-02,10:00,11:00\n,安娜,,2026-03-02,10:00,11:00`;
  expect((await load(csv)).problems).toEqual([
    { row: 2, column: 'agentId', code: 'ACCOUNT_NOT_FOUND' },
    { row: 3, column: 'id', code: 'SHIFT_NOT_FOUND' },
    { row: 4, column: 'agent', code: 'ACCOUNT_NOT_FOUND' },
  ]);
});

it.each([
  ['no CSV', 'a,"b', 'INVALID_CSV'],
  ['no headings', '', 'INVALID_CSV'],
  ['too much', 'x'.repeat(80_001), 'BAD_USER_INPUT'],
])('a file that is %s is refused as a whole', async (_what, csv, code) => {
  expect(await shop.attempt('importShifts', { csv })).toEqual([{ code, field: 'csv' }]);
});

it('RES-63 managers use files, agents do not', async () => {
  expect((await shop.attempt('importShifts', { csv: chinese }, shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  expect((await shop.refusedRead('shiftsCsv(from: "2026-03-01") { csv }', shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  expect(await shop.attempt('importShifts', { csv: chinese }, shop.as('CS_ADMIN'))).toEqual([]);
});
