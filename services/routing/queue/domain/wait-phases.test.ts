import { at, flight, shopWith, type ExampleAgent } from '../../flight/domain/example-shop';
import { newShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { saveGroup, saveSettings } from '../../rules/domain/save-rules';
import { sessionStarted } from './session-started';
import { waitPhases, type InQueue } from './wait-phases';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const lowest = { assignStrategy: 'LOWEST_SATURATION' } as const;

function give(state: ShopState, time: string, count: number, facts: Partial<SessionFacts> = {}): void {
  flight(state, at(time), (change) => {
    for (let index = 0; index < count; index += 1)
      sessionStarted(change, { sessionId: `${time} ${index}`, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null);
  });
}

const phasesOf = (state: ShopState, time: string, buyer: Partial<InQueue> & Pick<InQueue, 'ahead'>) =>
  waitPhases(
    newShopChange(state, at(time), () => 0),
    { pool: 'ALL', since: at('10:00'), ...buyer },
  ).map(({ fromSeconds, turns, busy, pacedSeconds }) => [fromSeconds, turns, busy, pacedSeconds]);

const shop = (agents: Readonly<Record<string, ExampleAgent>>): ShopState => shopWith(agents, lowest);

it('RTE-27 as many slots have to free as come first, and those beyond a limit', () => {
  const state = shop({ A: { capacity: 5 }, B: { capacity: 5 } });
  give(state, '09:30', 12);
  expect(phasesOf(state, '10:00', { ahead: { ALL: 2 } })).toEqual([[0, 2, 10, 0]]);
  flight(state, at('09:40'), (change) => {
    state.agents.get('A')!.load += 1;
    change.agents.add(state.agents.get('A')!);
  });
  expect(phasesOf(state, '10:00', { ahead: { ALL: 2 } })).toEqual([[0, 3, 11, 0]]);
});

it('RTE-8 a pool is served by its own, and by everybody while none of them is ONLINE', () => {
  const state = shopWith({ A: { capacity: 5 }, B: { capacity: 5 } }, { ...lowest, routingMode: 'GROUP' });
  flight(
    state,
    at('09:00'),
    (change) => void saveGroup(change, { groupId: null, newId: 'g', name: 'g', members: ['A'], statuses: ['UNPAID'], crowds: [] }),
  );
  give(state, '09:30', 10);
  const unpaid = { pool: 'UNPAID', ahead: { UNPAID: 1 } };
  expect(phasesOf(state, '10:00', unpaid)).toEqual([[0, 1, 5, 0]]);
  flight(state, at('09:50'), () => void (state.agents.get('A')!.presence = 'REST'));
  flight(state, at('09:51'), (change) => void saveSettings(change, { queueLimit: 99 }));
  expect(phasesOf(state, '10:00', unpaid)).toEqual([[0, 1, 5, 0]]);
  expect(phasesOf(state, '10:00', { pool: 'GROUP:g', ahead: { 'GROUP:g': 1 } })).toEqual([[0, 1, 0, 0]]);
});

it('RTE-27 of those who come first in other pools count as many as take an agent of this one', () => {
  const state = shopWith({ A: { capacity: 2 }, B: { capacity: 2 } }, { ...lowest, routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A'], statuses: ['UNPAID'], crowds: [] });
    saveGroup(change, { groupId: null, newId: 'g2', name: 'g2', members: ['A', 'B'], statuses: ['SHIPPED'], crowds: [] });
    saveGroup(change, { groupId: null, newId: 'g3', name: 'g3', members: ['B'], statuses: ['COMPLETED'], crowds: [] });
  });
  give(state, '09:30', 4);
  // Half of the four who may go to A or B go to A; those who may go to B only are nothing to who waits for A.
  expect(phasesOf(state, '10:00', { pool: 'UNPAID', ahead: { UNPAID: 1, SHIPPED: 4, COMPLETED: 7 } })).toEqual([[0, 3, 2, 0]]);
});

it('RTE-27 skills, rings and overflow: who serves now, and who besides from each step on', () => {
  const state = shopWith({ A: { capacity: 1 }, B: { capacity: 1 }, C: { capacity: 9 } }, { ...lowest, routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'g2', name: 'g2', members: ['C'], statuses: [], crowds: [] });
    const overflow = { toGroupId: 'g2', afterSeconds: 90 };
    saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A', 'B'], statuses: ['UNPAID'], crowds: [], overflow });
    const skillRings = [{ afterSeconds: 30, levels: null, anyLanguage: false }];
    saveSettings(change, { skillRings, agentSkills: [{ agentId: 'B', skills: [{ name: 'x', level: 1 }], languages: [] }] });
  });
  give(state, '09:30', 2, { orderStatus: 'UNPAID' });
  const pool = `UNPAID with needs=${encodeURIComponent('[null,"x",1]')}`;
  expect(phasesOf(state, '10:00:10', { pool, ahead: { [pool]: 2 } })).toEqual([
    [0, 2, 1, 0],
    [20, 2, 2, 0],
    [80, -7, 2, 0],
  ]);
});

it('RTE-27 sessions that take several slots wait for as many, and a limited channel is what is left of it', () => {
  const state = shop({ A: { capacity: 9 }, B: { capacity: 9 } });
  flight(state, at('09:00'), (change) => void saveSettings(change, { channelLimits: [{ agentId: null, channel: 'WEB', most: 2 }] }));
  give(state, '09:30', 4, { channel: 'WEB' });
  expect(phasesOf(state, '10:00', { pool: 'ALL with channel=WEB', ahead: { 'ALL with channel=WEB': 3 } })).toEqual([[0, 3, 4, 0]]);
  expect(phasesOf(state, '10:00', { pool: 'ALL with slots=5', ahead: { 'ALL with slots=5': 3 } })).toEqual([[0, 1, 4, 0]]);
});

it('RTE-27 under an assignment rate whoever is not paused takes one at once, and all of them as many as it lets through', () => {
  const state = shop({ A: {}, B: {} });
  flight(state, at('09:00'), (change) => void saveSettings(change, { assignmentRate: { sessions: 1, seconds: 60 } }));
  give(state, '10:00', 1);
  expect(phasesOf(state, '10:00', { ahead: { ALL: 1 } })).toEqual([[0, -Infinity, 1, 0]]);
  expect(phasesOf(state, '10:00', { ahead: { ALL: 3 } })).toEqual([[0, -Infinity, 1, 60]]);
});
