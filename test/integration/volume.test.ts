import { newId } from '#libs/platform/process/ids';
import { office, onDays, openScheduleHouse, weekend, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});
afterAll(() => house.close());

beforeEach(async () => {
  // Monday 14:00 in Shanghai.
  house.setClock('2026-03-30T06:00:00Z');
  shop = await house.openShop();
});

const between = (from: number, to: number, value: number): number[] =>
  Array.from({ length: 48 }, (_, slot) => (slot >= from * 2 && slot < to * 2 ? value : 0));

/** The dates before a Monday, newest first. */
const datesBefore = (monday: string, days: number): string[] =>
  Array.from({ length: days }, (_, back) => new Date(Date.parse(monday) - (back + 1) * 86_400_000).toISOString().slice(0, 10));
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

const save = (days: object[], of = shop) => of.act<{ savedDays: number }>('saveVolumeProfile', { days }, 'savedDays');
const monthOf = (monday: string, consultations: (date: string) => number[]): object[] =>
  datesBefore(monday, 28).map((date) => ({ date, consultations: consultations(date) }));

const profileFields = `volumeProfile { from to proposedWindows { day start end }
  days { day dates consultations mean slots { start end level consultations mean } } }`;
interface Profile {
  readonly volumeProfile: {
    readonly from: string;
    readonly to: string;
    readonly proposedWindows: readonly object[];
    readonly days: readonly {
      readonly day: string;
      readonly dates: number;
      readonly mean: number | null;
      readonly slots: readonly object[];
    }[];
  };
}

it('SCH-23 history concentrated 14:00-21:00 is shown with its peaks, and the proposal is exactly that', async () => {
  expect(await save(monthOf('2026-03-30', () => between(14, 21, 10)))).toEqual({ savedDays: 28 });
  const { volumeProfile } = await shop.read<Profile>(profileFields);
  expect(volumeProfile).toMatchObject({ from: '2026-03-02', to: '2026-03-29' });
  expect(volumeProfile.proposedWindows).toEqual(onDays([...workdays, ...weekend], '14:00', '21:00'));
  expect(volumeProfile.days.map(({ day, dates, mean }) => [day, dates, mean])).toEqual(
    [...workdays, ...weekend].map((day) => [day, 4, 140 / 48]),
  );
  expect(volumeProfile.days[0]!.slots[28]).toEqual({ start: '14:00', end: '14:30', level: 'PEAK', consultations: 40, mean: 10 });
  expect(volumeProfile.days[0]!.slots[47]).toEqual({ start: '23:30', end: '24:00', level: 'LOW', consultations: 0, mean: 0 });
});

it('SCH-23 a shop of which nothing is known has a profile that says so', async () => {
  const { volumeProfile } = await shop.read<Profile>(profileFields);
  expect(volumeProfile.proposedWindows).toEqual([]);
  expect(volumeProfile.days.map(({ dates, mean }) => [dates, mean])).toEqual(Array.from({ length: 7 }, () => [0, null]));
});

it('SCH-24 the first seed: weekend evenings beyond the hours, EXTEND SAT,SUN to 20:00; extended, there is nothing to advise', async () => {
  await shop.act('saveReceptionSchedule', { weekly: office }, 'version { number }');
  await save(monthOf('2026-03-30', (date) => (isWeekend(date) ? between(18, 20, 12) : between(10, 19, 8))));
  const advice = 'receptionAdvice { action days start end text grounds { reason weekly value limit } }';
  expect(await shop.read(advice)).toEqual({
    receptionAdvice: [
      {
        action: 'EXTEND',
        days: weekend,
        start: '18:00',
        end: '20:00',
        text: 'EXTEND SAT,SUN to 20:00',
        grounds: [{ reason: 'OUT_OF_HOURS_HIGH', weekly: [96, 96, 96, 96], value: 12, limit: 5 }],
      },
    ],
  });
  expect(await shop.read('receptionAdvice(threshold: 12) { text }')).toEqual({ receptionAdvice: [] });
  expect(await shop.read('receptionAdvice(weeks: 5) { text }')).toEqual({ receptionAdvice: [] });
  const longer = [...onDays(workdays, '10:00', '19:00'), ...onDays(weekend, '11:00', '20:00')];
  await shop.act('saveReceptionSchedule', { weekly: longer }, 'version { number }');
  expect(await shop.read('receptionAdvice { text }')).toEqual({ receptionAdvice: [] });
});

it('RES-84 a date is changed by what is named of it; nothing is stored of a save that is wrong anywhere', async () => {
  await save([{ date: '2026-03-23', consultations: between(9, 10, 4), rated: between(9, 10, 4), satisfied: between(9, 10, 3) }]);
  await save([{ date: '2026-03-23', consultations: between(9, 10, 5) }]);
  const read = () => shop.read('volumeProfile(weeks: 1) { days { consultations slots { satisfied satisfaction } } }');
  const before = await read();
  expect(before).toMatchObject({ volumeProfile: { days: [{ consultations: 10 }, {}, {}, {}, {}, {}, {}] } });
  expect((before['volumeProfile'] as { days: { slots: object[] }[] }).days[0]!.slots[18]).toEqual({ satisfied: 3, satisfaction: 0.75 });
  const wrong = [
    { date: '2026-03-23', consultations: between(9, 10, 99) },
    { date: '2026-03-30', consultations: between(9, 10, 1) },
  ];
  expect(await shop.attempt('saveVolumeProfile', { days: wrong })).toEqual([{ code: 'INVALID_RANGE', field: 'days.1.date' }]);
  expect(await read()).toEqual(before);
});

it.each([
  [{ days: [] }, 'BAD_USER_INPUT', 'days'],
  [{ days: [{ consultations: between(0, 1, 1) }] }, 'INVALID_RANGE', 'days.0.date'],
  [{ days: [{ date: '2026-03-01', consultations: [1] }] }, 'BAD_USER_INPUT', 'days.0.consultations'],
  [{ days: [{ date: '2026-03-01', consultations: between(1, 2, -1) }] }, 'BAD_USER_INPUT', 'days.0.consultations.2'],
  [{ days: Array.from({ length: 32 }, () => ({ date: '2026-03-01' })) }, 'BAD_USER_INPUT', 'days'],
])('refuses %j', async (input, code, field) => {
  expect(await shop.attempt('saveVolumeProfile', input)).toEqual([{ code, field }]);
});

it.each([
  ['volumeProfile(weeks: 0) { from }', 'weeks'],
  ['volumeProfile(peakFactor: -1) { from }', 'peakFactor'],
  ['volumeProfile(minimumMinutes: 20) { from }', 'minimumMinutes'],
  ['receptionAdvice(increases: 26) { text }', 'increases'],
])('refuses %s', async (fields, field) => {
  expect(await shop.refusedRead(fields)).toEqual([{ code: 'BAD_USER_INPUT', field }]);
});

it('INV-3 a repeated command changes nothing and answers as before', async () => {
  const input = { days: [{ date: '2026-03-23', consultations: between(9, 10, 4) }], commandId: 'v' };
  expect(await shop.act('saveVolumeProfile', input, 'savedDays')).toEqual({ savedDays: 1 });
  await save([{ date: '2026-03-23', consultations: between(9, 10, 7) }]);
  expect(await shop.act('saveVolumeProfile', input, 'savedDays')).toEqual({ savedDays: 1 });
  expect(await shop.read('volumeProfile { days { consultations } }')).toMatchObject({
    volumeProfile: { days: [{ consultations: 14 }, {}, {}, {}, {}, {}, {}] },
  });
});

it('saves of the same dates at once wait for each other: one of them is the last, whole', async () => {
  const dates = datesBefore('2026-03-30', 7);
  const saves = [1, 2, 3, 4, 5, 6].map((count) => save(dates.map((date) => ({ date, consultations: between(9, 10, count) }))));
  await Promise.all(saves);
  const { volumeProfile } = await shop.read<Profile>('volumeProfile(weeks: 1) { days { mean } }');
  expect(new Set(volumeProfile.days.map(({ mean }) => mean)).size).toBe(1);
});

it('dates follow the shop’s zone, across a change of clocks too', async () => {
  const berlin = await house.openShop('Europe/Berlin');
  // The clocks of Berlin went forward on Sunday 2026-03-29; it is Monday there from 22:00 UTC on, not from 23:00.
  const sunday = { days: [{ date: '2026-03-29', consultations: between(3, 4, 1) }] };
  house.setClock('2026-03-29T21:59:59.999Z');
  expect(await berlin.attempt('saveVolumeProfile', sunday)).toEqual([{ code: 'INVALID_RANGE', field: 'days.0.date' }]);
  house.setClock('2026-03-29T22:00:00Z');
  expect(await berlin.attempt('saveVolumeProfile', sunday)).toEqual([]);
  expect((await berlin.read<Profile>(profileFields)).volumeProfile).toMatchObject({ from: '2026-03-02', to: '2026-03-29' });
});

it('what is older than 106 weeks is forgotten', async () => {
  await save([{ date: '2026-03-23', consultations: between(9, 10, 4) }]);
  house.setClock('2028-04-11T06:00:00Z');
  await save([{ date: '2028-04-10', consultations: between(9, 10, 4) }]);
  const text = { name: 'volume-count', text: 'SELECT date::text FROM volume_day WHERE shop_id = $1' };
  expect(await house.deps.db.transaction([shop.id], (tx) => tx.query(text, [shop.id]))).toEqual([{ date: '2028-04-10' }]);
});

it('INV-6 PRM-1 another shop has nothing of it; agents save and read none of it', async () => {
  await save([{ date: '2026-03-23', consultations: between(9, 10, 4) }]);
  const other = await house.openShop();
  expect((await other.read<Profile>(profileFields)).volumeProfile.days.every(({ dates }) => dates === 0)).toBe(true);
  const forbidden = [{ code: 'FORBIDDEN', field: undefined }];
  expect(await shop.refusedRead(profileFields, shop.as('AGENT'))).toEqual(forbidden);
  expect(await shop.refusedRead('receptionAdvice { text }', shop.as('OPERATIONS'))).toEqual(forbidden);
  expect(await shop.read('receptionAdvice { text }', { ...shop.as('AGENT'), permissions: ['schedule:write'] })).toEqual({
    receptionAdvice: [],
  });
  expect(await shop.attempt('saveVolumeProfile', { days: [] }, shop.as('CS_ADMIN'))).toEqual(forbidden);
  expect(await shop.attempt('saveVolumeProfile', { shopId: newId(), days: [] })).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'shopId' }]);
});
