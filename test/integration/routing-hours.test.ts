import { newId } from '#libs/platform/process/ids';
import type { Engine } from '#services/routing/flight/app/engine';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeEach(async () => {
  house = await openRoutingHouse();
});
afterEach(() => house.close());

const always = Array.from({ length: 7 }, () => [{ start: 0, end: 1_440 }]);
const never = Array.from({ length: 7 }, () => []);
const monday = '2026-03-01T16:00:00.000Z';

const outcomes = (sessionId: string) =>
  house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessionId);
const types = (...sessions: readonly string[]) => sessions.map((session) => outcomes(session).map(({ type }) => type).join(' ')); // prettier-ignore

/** A shop in Shanghai, Monday 2 March 2026, 13:00, always open: one agent for one session, which is running, and a buyer who queues. */
async function busyShop(): Promise<{ shop: string; running: string; waiting: string }> {
  house.setClock('2026-03-02T05:00:00.000Z');
  const { shop } = await house.openShop([1]);
  const [running, waiting] = [newId(), newId()];
  await house.engine.takeEvents([
    house.events.schedule(shop, { version: 1, effectiveFrom: monday, weekly: always }),
    house.events.started(shop, running),
    house.events.started(shop, waiting),
  ]);
  expect(types(running, waiting)).toEqual(['assigned', 'queued']);
  return { shop, running, waiting };
}

const at = (time: string, day = 2) => new Date(`2026-03-0${day}T${time}:00+08:00`).toISOString();

interface Case {
  readonly by: string;
  readonly told: (shop: string) => Parameters<Engine['takeEvents']>[0][number];
  readonly closes: string;
  readonly opens: string;
  readonly version: number;
}

const save = (parts: Partial<Parameters<RoutingHouse['events']['schedule']>[1]>) => (shop: string) =>
  house.events.schedule(shop, { version: 2, effectiveFrom: at('13:00'), weekly: always, ...parts });
const closed = (from: string, to: string) => ({ open: false, from, to, reason: 'flood' });
const pause = { from: at('13:30'), to: at('14:00') };

const cases: readonly Case[] = [
  {
    by: 'the clock',
    told: save({ weekly: always.map(() => [{ start: 0, end: 810 }, { start: 840, end: 1_440 }]) }), // prettier-ignore
    closes: at('13:30'),
    opens: at('14:00'),
    version: 2,
  },
  { by: 'a version that begins later', told: save({ effectiveFrom: at('13:30'), weekly: always.map(() => [{ start: 840, end: 1_440 }]) }), closes: at('13:30'), opens: at('14:00'), version: 2 }, // prettier-ignore
  {
    by: 'a closure',
    told: save({ closures: [{ name: 'move', from: '2026-03-03', to: '2026-03-03' }] }),
    closes: at('00:00', 3),
    opens: at('00:00', 4),
    version: 2,
  },
  { by: 'an override', told: (shop) => house.events.override(shop, { revision: 1, override: closed(pause.from, pause.to) }), closes: pause.from, opens: pause.to, version: 1 }, // prettier-ignore
  { by: 'holiday mode', told: (shop) => house.events.shop(shop, { version: 2, holidayMode: pause }), closes: pause.from, opens: pause.to, version: 1 }, // prettier-ignore
];

it.each(cases)(
  'SCH-19, RES-60 closing by $by: who queues leaves a message, who talks goes on, and opening brings them back',
  async (one) => {
    const { shop, running, waiting } = await busyShop();
    const timer = receptionTimer(house.deps, house.neighbour());
    timer.start();
    await house.engine.takeEvents([one.told(shop)]);
    const before = new Date(Date.parse(one.closes) - 1).toISOString();
    house.setClock(before);
    await house.engine.wake([shop]);
    expect(types(running, waiting)).toEqual(['assigned', 'queued']);
    house.setClock(one.closes);
    await eventually(() => expect(types(running, waiting)).toEqual(['assigned', 'queued left-message']));
    expect(outcomes(waiting)[1]?.value).toMatchObject({
      place: 'CLOSED',
      cause: 'SHOP_CLOSED',
      closedPeriod: one.closes,
      nextOpeningAt: one.opens,
      scheduleVersion: one.version,
    });
    expect(await house.rows(shop, 'SELECT session_id, released_at FROM assignment')).toEqual([{ session_id: running, released_at: null }]);
    house.setClock(one.opens);
    await eventually(() => expect(types(running, waiting)).toEqual(['assigned', 'queued left-message queued']));
    await timer.stop();
  },
);

describe('SCH-19 acts that close or open the shop at once', () => {
  it('an override closes it now, and lifting it opens it', async () => {
    const { shop, running, waiting } = await busyShop();
    await house.engine.takeEvents([
      house.events.override(shop, { revision: 1, override: { ...closed(at('13:00'), at('18:00')), to: null } }),
    ]);
    expect(types(running, waiting)).toEqual(['assigned', 'queued left-message']);
    await house.engine.takeEvents([house.events.override(shop, { revision: 2, override: null })]);
    expect(types(running, waiting)).toEqual(['assigned', 'queued left-message queued']);
  });

  it('an override opens a closed shop, and what is told late of an older one changes nothing', async () => {
    const { shop, waiting } = await busyShop();
    await house.engine.takeEvents([save({ weekly: never })(shop)]);
    const open = { open: true, from: at('13:00'), to: null, reason: 'flash sale' };
    await house.engine.takeEvents([
      house.events.override(shop, { revision: 3, override: open }),
      house.events.override(shop, { revision: 2, override: null }),
    ]);
    expect(types(waiting)).toEqual(['queued left-message queued']);
    expect(await house.rows(shop, 'SELECT revision, override FROM override_copy')).toEqual([{ revision: 3, override: open }]);
    const after = newId();
    await house.neighbour().takeEvents([house.events.started(shop, after)]);
    expect(types(after)).toEqual(['queued']);
  });

  it('a group’s hours close the group, not the shop', async () => {
    const { shop, waiting } = await busyShop();
    await house.engine.takeEvents([save({ weekly: never, groupId: newId() })(shop)]);
    expect(types(waiting)).toEqual(['queued']);
  });
});

describe('SCH-11 no process decides on older hours than its decision says', () => {
  const decided = (shop: string) =>
    house.rows<{ place: string | null; schedule_version: number }>(
      shop,
      'SELECT place, schedule_version FROM decision ORDER BY decided_at, session_id, revision',
    );

  it('one that has the shop in memory since before the save', async () => {
    const { shop } = await busyShop();
    const lagging = house.neighbour();
    const [early, late] = [newId(), newId()];
    await lagging.takeEvents([house.events.started(shop, early)]);
    await house.engine.takeEvents([save({ weekly: never })(shop)]);
    await lagging.takeEvents([house.events.started(shop, late)]);
    expect([...types(early, late), outcomes(late)[0]?.value['scheduleVersion']]).toEqual(['queued left-message', 'left-message', 2]);
  });

  it('one that has just started, with exceptions, group and override from the store', async () => {
    const { shop } = await busyShop();
    const holidays = {
      rule: 'CLOSED' as const,
      windows: [],
      followMakeUpWorkdays: false,
      makeUpDay: 1,
      table: { fromYear: 2026, toYear: 2026, holidays: [{ name: '春节', date: '2026-03-02' }], workdays: [] },
    };
    await house.engine.takeEvents([
      save({ holidays, seasons: [{ name: 's', from: '2026-03-03', to: '2026-03-03', weekly: never }] })(shop),
    ]);
    const [onHoliday, inSeason, afterwards] = [newId(), newId(), newId()];
    await house.neighbour().takeEvents([house.events.started(shop, onHoliday)]);
    house.setClock(at('12:00', 3));
    await house.neighbour().takeEvents([house.events.started(shop, inSeason)]);
    house.setClock(at('12:00', 4));
    await house.neighbour().takeEvents([house.events.started(shop, afterwards)]);
    expect(types(onHoliday, inSeason, afterwards)).toEqual(['left-message queued', 'left-message queued', 'queued']);
  });

  it('one to which older versions are told again after the newer', async () => {
    const { shop } = await busyShop();
    await house.engine.takeEvents([save({ weekly: never })(shop)]);
    const replayed = newId();
    await house
      .neighbour()
      .takeEvents([
        house.events.schedule(shop, { version: 1, effectiveFrom: monday, weekly: always }),
        house.events.started(shop, replayed),
      ]);
    expect([types(replayed), outcomes(replayed)[0]?.value['scheduleVersion']]).toEqual([['left-message'], 2]);
  });

  it('each decision is what the hours of the version it names say, whenever that version was told', async () => {
    const { shop } = await busyShop();
    await house.engine.takeEvents([house.events.started(shop, newId())]);
    house.setClock(at('13:10'));
    // Saved at 13:05, told at 13:10: what was decided meanwhile stands under version 1.
    await house.engine.takeEvents([house.events.started(shop, newId()), save({ effectiveFrom: at('13:05'), weekly: never })(shop)]);
    await house.neighbour().takeEvents([house.events.started(shop, newId())]);
    const rows = await decided(shop);
    expect(rows.filter(({ place, schedule_version: version }) => version !== (place === 'CLOSED' ? 2 : 1))).toEqual([]);
    expect(rows.filter(({ schedule_version: version }) => version === 2)).toHaveLength(4);
  });
});
