import { accountChanged, overrideChanged, rosterChanged, scheduleChanged } from '../../copies/domain/take-snapshots';
import { at, flight, hoursVersion, shopWith } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import type { Presence } from './agent';
import { leftAlone, mayOverrideLastAgent } from './last-agent';
import { setPresence } from './set-presence';

const office = Array.from({ length: 7 }, () => [{ start: 600, end: 1_140 }]);
type Planned = readonly [agentId: string, from: string, to: string];

/** A shop open from 10:00 to 19:00 with this roster for the day. */
function shopOn(agents: Parameters<typeof shopWith>[0], shifts: readonly Planned[]): ShopState {
  const shop = shopWith(agents);
  flight(shop, at('09:30'), (change) => {
    scheduleChanged(change, hoursVersion(1, at('09:30'), office));
    rosterChanged(change, '2026-03-02', rosterOf(1, shifts));
  });
  return shop;
}
const rosterOf = (revision: number, shifts: readonly Planned[]) => ({
  revision,
  shifts: shifts.map(([agentId, from, to]) => ({ agentId, from: at(from), to: at(to) })),
});

/** What becomes of an agent who asks for a presence at an instant. */
function ask(shop: ShopState, time: string, agentId: string, presence: Presence, overridesLastAgent = false) {
  let answer: unknown;
  const change = flight(shop, at(time), (one) => {
    const left = leftAlone(one, one.state.agents.get(agentId)!, presence);
    const set = setPresence(one, { agentId, presence, reason: 'lunch', device: null, overridesLastAgent });
    answer = 'outcome' in set ? set.code : left;
  });
  return { answer, statuses: change.statuses };
}
const day = (agentId: string): Planned => [agentId, '10:00', '19:00'];

describe('STF-14 agents of one shift', () => {
  it.each(['REST', 'SUSPENDED', 'OFFLINE'] as const)('A rests, B asks for %s, only they are on shift: LAST_AGENT_ONLINE', (presence) => {
    const shop = shopOn({ A: {}, B: {} }, [day('A'), day('B')]);
    expect(ask(shop, '12:00', 'A', 'REST').answer).toBeNull();
    expect(ask(shop, '12:01', 'B', presence).answer).toBe('LAST_AGENT_ONLINE');
    expect(shop.agents.get('B')?.presence).toBe('ONLINE');
    expect(ask(shop, '12:02', 'A', 'ONLINE').answer).toBeNull();
    expect(ask(shop, '12:03', 'B', presence).answer).toBeNull();
  });

  it('do not rest because somebody is online who is not on shift', () => {
    const shop = shopOn({ A: {}, B: {}, C: {} }, [day('A'), day('B'), ['C', '19:00', '22:00']]);
    ask(shop, '12:00', 'A', 'REST');
    expect(ask(shop, '12:01', 'B', 'REST').answer).toBe('LAST_AGENT_ONLINE');
    expect(ask(shop, '12:02', 'C', 'REST').answer).toBeNull();
  });

  it('ask in one flight: the second is refused', () => {
    const shop = shopOn({ A: {}, B: {} }, [day('A'), day('B')]);
    flight(shop, at('12:00'), (change) => {
      const rest = (agentId: string) => setPresence(change, { agentId, presence: 'REST', reason: null, device: null });
      expect(rest('A')).toMatchObject({ presence: 'REST' });
      expect(rest('B')).toMatchObject({ code: 'LAST_AGENT_ONLINE', field: 'presence' });
    });
  });

  it('may be left by a manager, and the event says so', () => {
    const shop = shopOn({ A: {} }, [day('A')]);
    const { answer, statuses } = ask(shop, '12:00', 'A', 'REST', true);
    expect(answer).toBe('SHIFT');
    expect(statuses).toMatchObject([{ reason: 'lunch', overrodeLastAgent: true }]);
  });

  it('an override that was not needed is not told', () => {
    const shop = shopOn({ A: {}, B: {} }, [day('A'), day('B')]);
    expect(ask(shop, '12:00', 'A', 'REST', true).statuses[0]).not.toHaveProperty('overrodeLastAgent');
  });
});

describe('RES-30 nothing is refused', () => {
  it.each([
    ['10:00', '13:59', 'LAST_AGENT_ONLINE'],
    ['10:00', '14:00', 'SHOP'],
  ])('but inside a shift: from %s to 14:00, at %s %s', (from, time, expected) => {
    expect(ask(shopOn({ A: {} }, [['A', from, '14:00']]), time, 'A', 'REST').answer).toBe(expected);
  });

  it.each([
    ['09:59:59', null],
    ['10:00', 'LAST_AGENT_ONLINE'],
    ['18:59:59', 'LAST_AGENT_ONLINE'],
    ['19:00', null],
  ])('but inside reception hours: at %s %s', (time, expected) => {
    expect(ask(shopOn({ A: {} }, [['A', '09:00', '22:00']]), time, 'A', 'REST').answer).toBe(expected);
  });

  it('while the shop is closed by hand', () => {
    const shop = shopOn({ A: {} }, [day('A')]);
    flight(shop, at('12:00'), (change) => overrideChanged(change, 1, { open: false, from: at('12:00'), to: null, reason: 'r' }));
    expect(ask(shop, '12:01', 'A', 'REST').answer).toBeNull();
  });

  it('without a roster, and it is told that nobody is left', () => {
    const shop = shopOn({ A: {}, B: {} }, []);
    expect([ask(shop, '12:00', 'A', 'REST').answer, ask(shop, '12:01', 'B', 'OFFLINE').answer]).toEqual([null, 'SHOP']);
  });

  it('of somebody who is not online, or stays so', () => {
    const shop = shopOn({ A: { presence: 'REST' } }, [day('A')]);
    expect([ask(shop, '12:00', 'A', 'OFFLINE').answer, ask(shop, '12:01', 'A', 'OFFLINE').answer]).toEqual([null, null]);
    expect([ask(shop, '12:02', 'A', 'ONLINE').answer, ask(shop, '12:03', 'A', 'ONLINE').answer]).toEqual([null, null]);
  });

  it('of an account that may no longer serve', () => {
    const shop = shopOn({ A: {} }, [day('A')]);
    const facts = { version: 2, hasAgentRole: true, imEnabled: true, noRouting: false, active: false };
    flight(shop, at('12:00'), (change) => accountChanged(change, 'A', facts));
    expect(shop.agents.get('A')?.presence).toBe('OFFLINE');
  });
});

it('STF-14 the newest roster of a date counts, and yesterday’s night shift still covers', () => {
  const shop = shopOn({ A: {} }, [day('A')]);
  flight(shop, at('12:00'), (change) => {
    rosterChanged(change, '2026-03-02', rosterOf(3, []));
    rosterChanged(change, '2026-03-02', rosterOf(2, [day('A')]));
  });
  expect(ask(shop, '12:01', 'A', 'REST').answer).toBe('SHOP');
  ask(shop, '12:02', 'A', 'ONLINE');
  flight(shop, at('12:03'), (change) =>
    rosterChanged(change, '2026-03-01', { revision: 1, shifts: [{ agentId: 'A', from: at('22:00', 1), to: at('13:00') }] }),
  );
  expect(ask(shop, '12:59', 'A', 'REST').answer).toBe('LAST_AGENT_ONLINE');
});

it.each([
  [['AGENT'], true, 'FORBIDDEN'],
  [['OPERATIONS', 'AGENT'], true, 'FORBIDDEN'],
  [['CS_ADMIN'], true, undefined],
  [['ADMIN'], true, undefined],
  [['OWNER'], true, undefined],
  [['CS_ADMIN'], false, 'MISSING_REASON'],
])('STF-14 %j may override, with a reason %s: %s', (roles, hasReason, code) => {
  const answer = mayOverrideLastAgent(roles, hasReason);
  expect(answer === true ? undefined : answer.code).toBe(code);
});
