import { presetNames, presets, type Preset } from '#libs/contracts/index';
import type { SessionFacts } from '../../../queue/domain/waiting-entry';
import type { Candidate } from '../candidate';
import { decided, exampleCandidate as candidate, exampleNow, exampleRequest, exampleView, full } from '../example-view';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';

const hours = 3_600_000;

/** A buyer who talked with A so many milliseconds ago. */
const talkedWithA = (agoMs: number, facts: Partial<SessionFacts> = {}): RouteRequest => ({
  ...exampleRequest,
  facts: { ...exampleRequest.facts, lastHuman: { agentId: 'A', at: new Date(exampleNow.getTime() - agoMs).toISOString() }, ...facts },
});

const yesterday = talkedWithA(20 * hours);
const [B, C] = [candidate('B'), candidate('C', { assignedToday: 1 })];
const grouped: Partial<RouteView> = { grouped: true };

describe('basic routing', () => {
  it('RTE-11 to the agent who talked with the buyer last, whoever has fewer', () => {
    expect(decided(exampleView([candidate('A', { assignedToday: 9 }), B]), yesterday)).toBe('A RETURNING RTE-11');
  });

  it('RTE-12 A offline, B and C online ⇒ the drawn one', () => {
    const view = exampleView([candidate('A', { presence: 'OFFLINE' }), B, C], { returningFallback: 'RANDOM' });
    expect(decided(view, yesterday, () => 0.9)).toBe('C RANDOM RTE-12');
    expect(decided(view, exampleRequest, () => 0.9)).toBe('B EVEN RTE-4');
  });

  it('RES-36 … or evenly, whatever the strategy for others is; a flagged agent counts as away (RTE-37)', () => {
    const flagged = candidate('A', { account: { noRouting: true } });
    const view = exampleView([flagged, candidate('B', { load: 4, maxCapacity: 5 }), { ...C, maxCapacity: 5 }], {
      assignStrategy: 'LOWEST_SATURATION',
    });
    expect(decided(view, yesterday)).toBe('B EVEN RTE-12');
  });

  it('RES-9 a full one is reached where the shop says so, else the buyer goes the way of others', () => {
    const view = (returningBypassesCapacity: boolean) => exampleView([candidate('A', full), B], { returningBypassesCapacity });
    expect(decided(view(true), yesterday)).toBe('A RETURNING RTE-11 over');
    expect(decided(view(false), yesterday)).toBe('B EVEN RTE-4');
  });
});

describe('group routing', () => {
  it('RTE-13 A 5/5, talked 2 h ago, the status asks for the group of B ⇒ A becomes 6/5', () => {
    const view = exampleView([candidate('A', { ...full, unfit: 'OTHER_GROUP' }), B], {}, grouped);
    expect(decided(view, { ...talkedWithA(2 * hours), pool: 'AFTER_SALES' })).toBe('A RETURNING RTE-13 over');
  });

  it('RES-36 the agent is away ⇒ the group', () => {
    const view = exampleView([candidate('A', { presence: 'OFFLINE', unfit: 'OTHER_GROUP' }), B], { returningFallback: 'RANDOM' }, grouped);
    expect(decided(view, { ...yesterday, pool: 'UNPAID' })).toBe('B EVEN RTE-7');
  });
});

describe('RTE-24 their priority', () => {
  it('RTE-24 A SUSPENDED, 20/20, contacted 70 h ago ⇒ A 21/20; OFFLINE ⇒ ordinary routing', () => {
    const a = (presence: Candidate['presence']) => candidate('A', { presence, load: 20, maxCapacity: 20 });
    const settings = { returningPriority: true, returningBypassesCapacity: false };
    expect(decided(exampleView([a('SUSPENDED'), B], settings), talkedWithA(70 * hours))).toBe('A RETURNING RTE-24 over');
    expect(decided(exampleView([a('OFFLINE'), B], settings), talkedWithA(70 * hours))).toBe('B EVEN RTE-12');
  });

  it('RTE-24 goes to nobody who rests', () => {
    expect(decided(exampleView([candidate('A', { presence: 'REST' }), B], { returningPriority: true }), yesterday)).toBe('B EVEN RTE-12');
  });

  it('RES-45 wins against the shorter hours of the preset', () => {
    const view = exampleView([candidate('A', { presence: 'SUSPENDED' }), B], {
      returningPriority: true,
      returningBypassesSuspendHours: 24,
    });
    expect(decided(view, talkedWithA(30 * hours))).toBe('A RETURNING RTE-24');
  });
});

describe('with a bot before humans', () => {
  const view = (returningWithBot: RouteView['settings']['returningWithBot'], returningPriority = false) =>
    exampleView([candidate('A', { assignedToday: 9 }), B], { botFirst: true, returningWithBot, returningPriority });
  const handedOver = talkedWithA(hours, { viaBot: true });

  it('RTE-15 DISABLED: after the bot the buyer is given evenly', () => {
    expect(decided(view('DISABLED'), handedOver)).toBe('B EVEN RTE-4');
  });

  it('RTE-16 AFTER_TRANSFER: the agent it knows once the bot has handed over; SKIP_BOT: at once', () => {
    expect(decided(view('AFTER_TRANSFER'), handedOver)).toBe('A RETURNING RTE-11');
    expect(decided(view('SKIP_BOT'), yesterday)).toBe('A RETURNING RTE-11');
  });

  it('RES-4 turning their priority on lifts DISABLED', () => {
    expect(decided(view('DISABLED', true), handedOver)).toBe('A RETURNING RTE-11');
  });
});

/* Preset × state of the agent the buyer knows × time since they talked. B is free, so that whoever does not reach A reaches B. */

const states = {
  'ONLINE free': candidate('A', { assignedToday: 9 }),
  'ONLINE full': candidate('A', { ...full, assignedToday: 9 }),
  REST: candidate('A', { presence: 'REST' }),
  SUSPENDED: candidate('A', { presence: 'SUSPENDED' }),
  OFFLINE: candidate('A', { presence: 'OFFLINE' }),
  'no-routing': candidate('A', { account: { noRouting: true } }),
  deactivated: null,
} as const;

/** In these states A is reached within 72 hours; in any other, and later, it is not. SUSPENDED asks for the preset's hours besides. */
const reached: Readonly<Record<Preset, readonly (keyof typeof states)[]>> = {
  KUAISHOU: ['ONLINE free', 'ONLINE full'],
  TAOBAO: ['ONLINE free', 'ONLINE full'],
  DOUYIN: ['ONLINE free', 'ONLINE full'],
  TIKTOK_SHOP: ['ONLINE free'],
  WECHAT_SHOP: ['ONLINE free'],
};

const times = [
  ['71:59:59', 72 * hours - 1_000],
  ['72:00:00', 72 * hours],
  ['72:00:01', 72 * hours + 1_000],
] as const;

describe.each(presetNames)('RTE-10 %s', (preset) => {
  const rows = (Object.keys(states) as (keyof typeof states)[]).flatMap((state) => times.map(([time, ms]) => [state, time, ms] as const));

  it.each(rows)('RTE-10 A %s, talked %s ago', (state, _time, ms) => {
    const a = states[state];
    const view = exampleView([...(a ? [a] : []), candidate('B', { assignedToday: 10 })], presets[preset]);
    const isReached = reached[preset].includes(state) && ms <= 72 * hours;
    const toA = decided(view, talkedWithA(ms)).startsWith('A RETURNING');
    expect(toA).toBe(isReached);
  });
});

it.each([
  ['24:00:00', 24 * hours, 'A RETURNING'],
  ['24:00:01', 24 * hours + 1_000, 'B '],
])('RES-6 TAOBAO reaches a suspended agent for 24 hours: %s', (_title, ms, start) => {
  const view = exampleView([candidate('A', { presence: 'SUSPENDED' }), B], presets.TAOBAO);
  expect(decided(view, talkedWithA(ms)).startsWith(start)).toBe(true);
});

it.each(presetNames)('RES-3 %s: only KUAISHOU draws who takes over while the agent who knows the buyer is away', (preset) => {
  const view = exampleView([candidate('A', { presence: 'OFFLINE' }), B, C], {
    ...presets[preset],
    assignStrategy: 'EVEN',
    routingMode: 'BASIC',
  });
  let draws = 0;
  const takenBy = decided(view, yesterday, () => {
    draws += 1;
    return 0.9;
  });
  expect([takenBy, draws]).toEqual(preset === 'KUAISHOU' ? ['C RANDOM RTE-12', 1] : ['B EVEN RTE-12', 0]);
});
