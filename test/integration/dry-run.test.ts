import { onDays, openScheduleHouse, weekend, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';
import { shopSnapshot } from './shop-snapshot';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-01T00:00:00.000Z');
  shop = await house.openShop();
  const weekly = [...onDays(workdays, '10:00', '19:00'), ...onDays(weekend, '11:00', '18:00')];
  await shop.act('saveReceptionSchedule', { weekly }, 'version { number }');
});

afterAll(() => house.close());

const preview = async (args: string, fields = 'outcome answer nextOpeningAt reception { state because rule { kind } }') => {
  const { data, refusals } = await house.ask(shop.as('AGENT'), `{ previewReception(shopId: "${shop.id}"${args}) { ${fields} } }`);
  return refusals.length > 0 ? refusals : data['previewReception'];
};

it('SCH-13 Saturday 19:00 is closed: the auto-reply is shown, and the next opening is Sunday 11:00', async () => {
  expect(await preview(', at: "2026-03-07T19:00:00+08:00", text: "在吗"')).toEqual({
    outcome: 'CLOSED_NOTICE',
    answer: expect.stringMatching(/不在工作时间.*周一至周五10:00-19:00,周六至周日11:00-18:00.*留言/),
    nextOpeningAt: '2026-03-08T03:00:00.000Z',
    reception: { state: 'CLOSED', because: 'OUTSIDE_WINDOWS', rule: { kind: 'WEEKLY' } },
  });
});

it('SCH-13 within the hours a message is routed; nothing was stored or told by asking', async () => {
  const before = shop.told().length;
  expect(
    await preview(', at: "2026-03-09T10:00:00+08:00", text: "在吗", entry: "PRODUCT_PAGE"', 'outcome answer nextOpeningAt text entry'),
  ).toEqual({
    outcome: 'ROUTED',
    answer: null,
    nextOpeningAt: null,
    text: '在吗',
    entry: 'PRODUCT_PAGE',
  });
  expect(shop.told()).toHaveLength(before);
});

it('SCH-15 speaks in the words of the version in force then', async () => {
  const closedNotice = '{具体接待时间}见,下次{nextOpening}';
  await shop.act('saveReceptionSchedule', { closedNotice, effectiveFrom: '2026-03-07' }, 'version { closedNotice }');
  expect(await preview(', at: "2026-03-06T20:00:00+08:00"', 'answer')).toEqual({ answer: expect.stringContaining('不在工作时间') });
  expect(await preview(', at: "2026-03-07T20:00:00+08:00"', 'answer')).toEqual({
    answer: '周一至周五10:00-19:00,周六至周日11:00-18:00见,下次3月8日11:00',
  });
});

it('SCH-15 tells the hours of the rule that decides on that date, and the next opening', async () => {
  await shop.act('saveReceptionSchedule', { closures: [{ name: '盘点', from: '2026-03-09', to: '2026-03-10' }] }, 'version { number }');
  expect(await preview(', at: "2026-03-09T12:00:00+08:00"', 'answer')).toEqual({
    answer: expect.stringContaining('接待时间:3月9日至3月10日休息(盘点);下次接待时间:3月11日10:00'),
  });
  await shop.know(shopSnapshot(shop.id, 2, 'Asia/Shanghai', null, { buyerLanguage: 'EN' }));
  expect(await preview(', at: "2026-03-09T12:00:00+08:00"', 'answer')).toEqual({
    answer: expect.stringContaining('Reception hours: closed Mar 9–Mar 10 (盘点); Next reception: Mar 11, 10:00'),
  });
});

it('SCH-13 sees holiday mode and an override', async () => {
  await shop.act('overrideReception', { open: true, reason: 'A' }, 'override { open }');
  expect(await preview(', at: "2026-03-07T19:00:00+08:00"', 'outcome')).toEqual({ outcome: 'ROUTED' });
  await shop.know(shopSnapshot(shop.id, 2, 'Asia/Shanghai', { from: '2026-03-07T00:00:00.000Z', to: null }));
  expect(await preview(', at: "2026-03-07T19:00:00+08:00"', 'outcome nextOpeningAt reception { because }')).toEqual({
    outcome: 'CLOSED_NOTICE',
    nextOpeningAt: null,
    reception: { because: 'HOLIDAY_MODE' },
  });
});

it.each([
  [', at: "soon"', 'BAD_USER_INPUT', 'at'],
  [`, text: "${'x'.repeat(5_001)}"`, 'BAD_USER_INPUT', 'text'],
  [`, entry: "${'x'.repeat(101)}"`, 'BAD_USER_INPUT', 'entry'],
])('SCH-13 a question with a wrong value is refused', async (args, code, field) => {
  expect(await preview(args)).toEqual([{ code, field }]);
});

it.each([
  ['休息中', 'MISSING_HOURS'],
  ['{shop} {receptionHours}', 'UNKNOWN_PLACEHOLDER'],
  ['{nextOpening}', 'MISSING_HOURS'],
])('SCH-15 a closed notice like "%s" is refused, and the one before stays', async (closedNotice, code) => {
  expect(await shop.attempt('saveReceptionSchedule', { closedNotice })).toEqual([{ code, field: 'closedNotice' }]);
  expect(await preview(', at: "2026-03-07T19:00:00+08:00"', 'answer')).toEqual({ answer: expect.stringContaining('不在工作时间') });
});
