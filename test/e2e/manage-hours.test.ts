import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { stageShop, type Operation, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A manager's work with the hours, through the gateway: what schedule saves, routing does. Times of day are the shop's, Asia/Shanghai. */
const at = (text: string): string => new Date(`${text}+08:00`).toISOString();

const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const hours = (start: string, end: string, days: readonly string[] = workdays): object[] => days.map((day) => ({ day, start, end }));

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({
    processes: ['shop', 'schedule', 'session', 'routing', 'gateway'],
    clock: { at: at('2026-03-02T14:00:00') },
  });
});

afterAll(() => system?.stop());

const open = async (name: string, agents: readonly string[]): Promise<void> => {
  shop = await stageShop(system, { name, policy: { idleCloseAfterAgentMinutes: null, idleCloseAfterBuyerMinutes: null } });
  for (const agent of agents) {
    await shop.hire(agent, ['AGENT']);
    await shop.tell(agent, 'setCapacity', { maxCapacity: 1 });
    await shop.tell(agent, 'setPresence', { presence: 'ONLINE' });
  }
};

const states = (ids: readonly string[]): Promise<string[]> => Promise.all(ids.map(async (id) => (await shop.session(id)).state));
const become = (ids: readonly string[], wanted: readonly string[]): Promise<void> =>
  eventually(async () => expect(await states(ids)).toEqual(wanted));
const ask = async <T>(fields: string, as = 'owner'): Promise<T> =>
  (await shop.ask<{ shop: T }>(as, `query($shop: ID!) { shop(id: $shop) { ${fields} } }`)).shop;

describe('from the permission to the buyer', () => {
  beforeAll(() => open('Lamps', ['annie']));

  const inputs: readonly (readonly [Operation, object])[] = [
    ['saveReceptionSchedule', { weekly: [] }],
    ['rollbackReceptionSchedule', { version: 1 }],
    ['withdrawReceptionVersion', { version: 1 }],
    ['saveReceptionDraft', { weekly: [] }],
    ['publishReceptionDraft', {}],
    ['overrideReception', { open: false, reason: 'A' }],
    ['liftOverride', {}],
    ['saveHolidayTable', { source: 'CN' }],
  ];

  it.each(inputs)('PRM-1 an agent may not %s, and is told what is missing and who gives it', async (operation, input) => {
    expect((await shop.refusal('annie', operation, input)).extensions).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'schedule:write',
      grantedBy: ['OWNER', 'ADMIN'],
    });
  });

  it('PRM-2 once it has the permission, it looks at the history and prepares other hours', async () => {
    await shop.tell('owner', 'saveReceptionSchedule', { weekly: hours('09:00', '19:00'), reason: 'Opening' });
    const grant = 'mutation($input: GrantPermissionInput!) { grantPermission(input: $input) { account { id } } }';
    await shop.ask('owner', grant, { input: { shopId: shop.id, accountId: shop.idOf('annie'), permission: 'schedule:write' } });
    expect(await ask('receptionVersions { nodes { number reason savedBy { name } } }', 'annie')).toEqual({
      receptionVersions: { nodes: [{ number: 1, reason: 'Opening', savedBy: { name: 'Lamps' } }] },
    });
    await shop.tell('annie', 'saveReceptionDraft', { weekly: hours('09:00', '13:00'), reason: 'Short days' });
  });

  it('SCH-11 the preview says what it touches: days, state, and how many wait', async () => {
    const waiting = await shop.writes('b1');
    await become([waiting.id], ['ACTIVE']);
    const queued = await shop.writes('b2');
    await become([queued.id], ['QUEUED']);
    const preview = await ask<{ receptionPreview: { days: { date: string }[] } }>(
      'receptionPreview(days: 7) { days { date after { windows { end } } } after { state } waitingBuyers } queue { length }',
      'annie',
    );
    expect(preview).toMatchObject({
      receptionPreview: { after: { state: 'CLOSED' }, waitingBuyers: 'BECOME_LEFT_MESSAGES' },
      queue: { length: 1 },
    });
    expect(preview.receptionPreview.days.map(({ date }) => date.slice(8))).toEqual(['02', '03', '04', '05', '06']);
  });

  it('SCH-19 SCH-14 published, it closes the shop at once: talks go on, who queues leaves a message, a buyer who comes is told the hours', async () => {
    await shop.tell('annie', 'publishReceptionDraft', { expectedRevision: 1 });
    const late = await shop.writes('b3');
    const { sessions } = await ask<{ sessions: { nodes: { id: string }[] } }>('sessions(orderBy: OPENED_DESC) { nodes { id } }');
    await become(sessions.nodes.map(({ id }) => id).reverse(), ['ACTIVE', 'LEFT_MESSAGE', 'LEFT_MESSAGE']);
    await eventually(async () => {
      const { session } = await shop.ask<{ session: { messages: { nodes: { text: string }[] } } }>(
        'owner',
        'query($id: ID!) { session(id: $id) { messages { nodes { text } } } }',
        { id: late.id },
      );
      expect(session.messages.nodes.map(({ text }) => text).join()).toContain('09:00-13:00');
    });
  });

  it('RES-63 rolled back, it opens again and the left messages are routed', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 5 });
    await shop.tell('annie', 'rollbackReceptionSchedule', { version: 1, reason: 'Too many complaints', expectedVersion: 2 });
    const { sessions } = await ask<{ sessions: { nodes: { id: string }[] } }>('sessions { nodes { id } }');
    await become(
      sessions.nodes.map(({ id }) => id),
      ['ACTIVE', 'ACTIVE', 'ACTIVE'],
    );
  });
});

describe('open and closed by hand', () => {
  beforeAll(() => open('Chairs', ['annie', 'ben']));

  const sessions: string[] = [];

  it('SCH-19 a pause of 30 minutes from now, with three who queue and two in talk', async () => {
    for (const buyer of ['b1', 'b2', 'b3', 'b4', 'b5']) sessions.push((await shop.writes(buyer)).id);
    await become(sessions, ['ACTIVE', 'ACTIVE', 'QUEUED', 'QUEUED', 'QUEUED']);
    await shop.tell('owner', 'overrideReception', { open: false, minutes: 30, reason: 'Power cut' });
    await become(sessions, ['ACTIVE', 'ACTIVE', 'LEFT_MESSAGE', 'LEFT_MESSAGE', 'LEFT_MESSAGE']);
    expect(await ask('reception { state because override { to } nextChangeAt }')).toEqual({
      reception: {
        state: 'CLOSED',
        because: 'OVERRIDE',
        override: { to: at('2026-03-02T14:30:00') },
        nextChangeAt: at('2026-03-02T14:30:00'),
      },
    });
  });

  it('INV-4 the decision about who was left names the pause, by its number and its times; one that the hours made names none', async () => {
    const override = async (id: string | undefined): Promise<unknown> => {
      const query = 'query($id: ID!) { session(id: $id) { routing { explanation { override { revision from to } } } } }';
      return (await shop.ask<{ session: { routing: { explanation: { override: unknown } } } }>('owner', query, { id })).session.routing
        .explanation.override;
    };
    expect(await override(sessions[2])).toEqual({ revision: 1, from: at('2026-03-02T14:00:00'), to: at('2026-03-02T14:30:00') });
    expect(await override(sessions[0])).toBeNull();
  });

  it('SCH-17 it ends by itself, and they go on to agents, the oldest first', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 2 });
    await moveClock(system, at('2026-03-02T14:29:59'));
    expect(await states(sessions)).toEqual(['ACTIVE', 'ACTIVE', 'LEFT_MESSAGE', 'LEFT_MESSAGE', 'LEFT_MESSAGE']);
    await moveClock(system, at('2026-03-02T14:30:00'));
    await become(sessions, ['ACTIVE', 'ACTIVE', 'ACTIVE', 'QUEUED', 'QUEUED']);
  });

  it('an override opens a shop outside its hours, and lifting it closes the shop', async () => {
    await shop.tell('owner', 'saveReceptionSchedule', { weekly: [] });
    await become(sessions, ['ACTIVE', 'ACTIVE', 'ACTIVE', 'LEFT_MESSAGE', 'LEFT_MESSAGE']);
    await shop.tell('owner', 'overrideReception', { open: true, reason: 'Rush' });
    await become(sessions, ['ACTIVE', 'ACTIVE', 'ACTIVE', 'QUEUED', 'QUEUED']);
    await shop.tell('owner', 'liftOverride', {});
    await become(sessions, ['ACTIVE', 'ACTIVE', 'ACTIVE', 'LEFT_MESSAGE', 'LEFT_MESSAGE']);
  });
});

describe('plans and closures', () => {
  beforeAll(() => open('Desks', ['annie']));

  it('RES-52 a withdrawn plan does not close the shop when its time comes', async () => {
    await shop.tell('owner', 'saveReceptionSchedule', { weekly: hours('20:00', '02:00') });
    await shop.tell('owner', 'saveReceptionSchedule', { weekly: [], effectiveFrom: at('2026-03-02T21:00:00') });
    await shop.tell('owner', 'withdrawReceptionVersion', { version: 2 });
    await moveClock(system, at('2026-03-02T21:00:00'));
    expect((await shop.writes('b1')).routing).toMatchObject({ outcome: 'ASSIGNED' });
  });

  it('RES-49 a closure beside a night window: the night that began before it runs to its end, and its own does not begin', async () => {
    await shop.tell('owner', 'saveReceptionSchedule', { closures: [{ name: '盘点', from: '2026-03-03' }] });
    const reception = async (time: string) => {
      await moveClock(system, at(time));
      const { reception: found } = await ask<{ reception: { state: string; rule: { kind: string } } }>('reception { state rule { kind } }');
      const { routing } = await shop.writes(`at ${time}`);
      return [found.state, found.rule.kind, routing?.outcome === 'LEFT_MESSAGE'];
    };
    expect(await reception('2026-03-03T01:59:00')).toEqual(['OPEN', 'WEEKLY', false]);
    expect(await reception('2026-03-03T02:00:00')).toEqual(['CLOSED', 'CLOSURE', true]);
    expect(await reception('2026-03-03T21:00:00')).toEqual(['CLOSED', 'CLOSURE', true]);
    expect(await reception('2026-03-04T20:00:00')).toEqual(['OPEN', 'WEEKLY', false]);
  });
});

describe('hours that are wrong', () => {
  beforeAll(() => open('Sofas', []));

  const text = (part: string): unknown => expect.stringContaining(part);
  const window = (start: unknown, end: unknown) => ({ weekly: [{ day: 'MONDAY', start, end }] });
  const christmas = { date: '2026-12-25', name: 'Christmas' };

  it.each<[string, Operation, object, string, string, unknown]>([
    ['a time that is missing', 'saveReceptionSchedule', window('09:00', undefined), 'INVALID_TIME', 'weekly.0.end', text('HH:mm')],
    ['a time that is null', 'saveReceptionSchedule', window(null, '09:00'), 'INVALID_TIME', 'weekly.0.start', text('HH:mm')],
    ['a time that is a number', 'saveReceptionSchedule', window(9, '18:00'), 'BAD_USER_INPUT', 'weekly.0.start', 'a text'],
    [
      '400 windows a day',
      'saveReceptionSchedule',
      {
        weekly: hours(
          '09:00',
          '18:00',
          Array.from({ length: 400 }, () => 'MONDAY'),
        ),
      },
      'BAD_USER_INPUT',
      'weekly',
      'at most 100 windows',
    ],
    [
      'ranges with dates in common',
      'saveReceptionSchedule',
      {
        ranges: [
          { name: 'A', from: '2026-05-01', to: '2026-05-05', windows: [] },
          { name: 'B', from: '2026-05-03', windows: [] },
        ],
      },
      'OVERLAPPING_EXCEPTION',
      'ranges.1',
      'dates outside 2026-05-01 to 2026-05-05',
    ],
    [
      'a range that ends before it starts',
      'saveReceptionSchedule',
      { closures: [{ name: 'A', from: '2026-05-02', to: '2026-05-01' }] },
      'INVALID_RANGE',
      'closures.0.to',
      text('not before'),
    ],
    [
      'a range of ten years',
      'saveReceptionSchedule',
      { closures: [{ name: 'A', from: '2026-01-01', to: '2035-12-31' }] },
      'INVALID_RANGE',
      'closures.0.to',
      text('400 days'),
    ],
    ['a date that is none', 'saveReceptionSchedule', { effectiveFrom: '2026-02-30' }, 'INVALID_RANGE', 'effectiveFrom', text('2026-03-02')],
    ['a stale edit', 'saveReceptionSchedule', { weekly: [], expectedVersion: 7 }, 'VERSION_CONFLICT', 'expectedVersion', text('0:')],
    ['an override without reason', 'overrideReception', { open: false, minutes: 30 }, 'MISSING_REASON', 'reason', text('1 to 500')],
    [
      'a version that is not there',
      'rollbackReceptionSchedule',
      { version: 3 },
      'VERSION_NOT_FOUND',
      'version',
      text('number of a version'),
    ],
    ['a draft that is not there', 'publishReceptionDraft', {}, 'DRAFT_NOT_FOUND', 'groupId', text('saveReceptionDraft')],
    [
      'a duplicate holiday',
      'saveHolidayTable',
      { fromYear: 2026, toYear: 2026, holidays: [christmas, christmas] },
      'OVERLAPPING_EXCEPTION',
      'holidays.1.date',
      'each date once',
    ],
  ])('%s: refused with its code, the place and what would be right', async (_what, operation, input, code, field, expected) => {
    expect((await shop.refusal('owner', operation, input)).extensions).toMatchObject({ code, field, expected, retryable: false });
    expect(await ask('reception { state version } receptionVersions { nodes { number } }')).toEqual({
      reception: { state: 'OPEN', version: null },
      receptionVersions: { nodes: [] },
    });
  });
});
