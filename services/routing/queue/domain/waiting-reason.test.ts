import { at, flight, shopWith, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { saveGroup, saveSettings, type SettingsToSave } from '../../rules/domain/save-rules';
import { letGo } from './kept-agents';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';
import { waitingReason } from './waiting-reason';

const offline = { presence: 'OFFLINE' } as const;
const busy = { capacity: 1 } as const;

/** A shop with a group for UNPAID and one for members, everybody busy who has a capacity of one. */
function groupedShop(agents: Readonly<Record<string, ExampleAgent>>): ShopState {
  const state = shopWith(agents, { routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'g1', name: 'pre-sale', members: ['A', 'B'], statuses: ['UNPAID'], crowds: [] });
    saveGroup(change, { groupId: null, newId: 'g2', name: 'members', members: ['C'], statuses: [], crowds: ['vip'] });
  });
  return state;
}

it.each([
  ['ALL', { A: offline, B: offline, C: busy }, 'ALL_AT_CAPACITY'],
  ['ALL', { A: offline, B: offline, C: offline }, 'NO_AGENT_ONLINE'],
  ['GROUP:g1', { A: offline, B: offline, C: busy }, 'NO_AGENT_ONLINE'],
  ['GROUP:g1', { A: offline, B: busy, C: busy }, 'ALL_AT_CAPACITY'],
  ['UNPAID', { A: offline, B: offline, C: busy }, 'NO_AGENT_ONLINE'],
  ['UNPAID', { A: busy, B: offline, C: offline }, 'ALL_AT_CAPACITY'],
  ['CROWD:vip', { A: busy, B: busy, C: offline }, 'NO_AGENT_ONLINE'],
  ['CROWD:vip', { A: offline, B: offline, C: busy }, 'ALL_AT_CAPACITY'],
  // A group that is gone has left its pool to everybody.
  ['GROUP:gone', { A: offline, B: offline, C: busy }, 'ALL_AT_CAPACITY'],
] as const)('RTE-29 the pool %s with %j waits for %s', (pool, agents, reason) => {
  expect(waitingReason(groupedShop(agents), pool)).toBe(reason);
});

const write = (state: ShopState, time: string, sessionId: string, facts: Partial<SessionFacts> = {}) =>
  flight(state, at(time), (change) =>
    sessionStarted(
      change,
      { sessionId, openedAt: change.now, facts: { ...unknownFacts, buyerId: sessionId, channel: 'WEB', ...facts } },
      null,
    ),
  );

/** Sets the shop up, lets buyers write, and says why the last of them waits: by the decision, and by who looks later. */
function whyWaits(
  agents: Readonly<Record<string, ExampleAgent>>,
  settings: SettingsToSave,
  buyers: readonly Partial<SessionFacts>[],
): readonly unknown[] {
  const state = shopWith(agents);
  flight(state, at('09:00'), (change) => void saveSettings(change, settings));
  const changes = buyers.map((facts, index) => write(state, '10:00', `b${index + 1}`, facts));
  const { route, pool } = changes.at(-1)!.outcomes.at(-1)!;
  letGo(state);
  return [route.outcome, route.cause, waitingReason(state, pool)];
}

const english = { skills: [], language: 'en' };
const speaksEnglish = { agentId: 'C', skills: [], languages: ['en'] };

it.each<[string, Readonly<Record<string, ExampleAgent>>, SettingsToSave, Partial<SessionFacts>[], string]>([
  ['nobody has the language', { A: {}, B: {} }, { skillRings: [] }, [{ needs: english }], 'NOBODY_QUALIFIED'],
  [
    'who has the level rests',
    { A: {}, C: { presence: 'REST' } },
    { skillRings: [], agentSkills: [{ agentId: 'C', skills: [{ name: 'size', level: 3 }], languages: [] }] },
    [{ needs: { skills: [{ name: 'size', level: 3 }], language: null } }],
    'NOBODY_QUALIFIED',
  ],
  [
    'who has the language is full, others have room',
    { A: {}, C: busy },
    { skillRings: [], agentSkills: [speaksEnglish] },
    [{ needs: english }, { needs: english }],
    'ALL_AT_CAPACITY',
  ],
  ['the rate lets nobody take one more', { A: {}, B: {} }, { assignmentRate: { sessions: 1, seconds: 60 } }, [{}, {}, {}], 'AT_RATE'],
  ['one is full, the other at the rate', { A: busy, B: {} }, { assignmentRate: { sessions: 1, seconds: 60 } }, [{}, {}, {}], 'AT_RATE'],
  [
    'the rate pauses whoever is full anyway',
    { A: busy, B: busy },
    { assignmentRate: { sessions: 1, seconds: 60 } },
    [{}, {}, {}],
    'ALL_AT_CAPACITY',
  ],
  ['the channel is full', { A: {}, B: {} }, { channelLimits: [{ agentId: null, channel: 'WEB', most: 1 }] }, [{}, {}, {}], 'CHANNEL_FULL'],
  [
    'one slot is left and two are needed',
    { A: { capacity: 3 } },
    { workUnits: [{ status: 'AFTER_SALES', slots: 2 }] },
    [{ orderStatus: 'AFTER_SALES' }, { orderStatus: 'AFTER_SALES' }],
    'TOO_FEW_SLOTS',
  ],
  [
    'the free slot is kept for who was there before',
    { A: { capacity: 3 } },
    { workUnits: [{ status: 'AFTER_SALES', slots: 2 }] },
    [{ orderStatus: 'AFTER_SALES' }, { orderStatus: 'AFTER_SALES' }, {}],
    'TOO_FEW_SLOTS',
  ],
])('RTE-29, INV-4 %s ⇒ that is why', (_what, agents, settings, buyers, cause) => {
  expect(whyWaits(agents, settings, buyers)).toEqual(['queued', cause, cause]);
});
