import type { ShopPolicy } from '#libs/contracts/index';
import { at, flight, hoursVersion, loads, queued, left, shopWith, told, type ExampleAgent } from '../../flight/domain/example-shop';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import type { ShopState } from '../../flight/domain/shop-state';
import { setPresence } from '../../presence/domain/set-presence';
import type { Presence } from '../../presence/domain/agent';
import { saveGroup } from '../../rules/domain/save-rules';
import { sessionClosed } from './session-closed';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

type Buyer = readonly [sessionId: string, facts?: Partial<SessionFacts>];

const knows = (agentId: string, hoursAgo = 2): Partial<SessionFacts> => ({
  lastHuman: { agentId, at: new Date(at('10:00').getTime() - hoursAgo * 3_600_000).toISOString() },
});

const shop = (agents: Readonly<Record<string, ExampleAgent>>, policy: Partial<ShopPolicy> = {}): ShopState => shopWith(agents, policy);

const write = (state: ShopState, time: string, ...buyers: readonly Buyer[]): string[] =>
  told(
    flight(state, at(time), (change) => {
      for (const [sessionId, facts = {}] of buyers)
        sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null);
    }),
  );

const become = (state: ShopState, time: string, agentId: string, presence: Presence) =>
  flight(state, at(time), (change) => setPresence(change, { agentId, presence, reason: null, device: null }));

it('RTE-13, RTE-28 when the agent it knows is back, a buyer who waits goes to it as one who writes now would: by turn first, then beyond the capacity', () => {
  const state = shop({ A: { capacity: 1, presence: 'REST' }, B: { capacity: 1 } });
  write(state, '10:00', ['b0'], ['b1'], ['b2'], ['b3', knows('A')], ['b4']);
  const back = become(state, '10:05', 'A', 'ONLINE');
  expect([told(back), queued(state), loads(state)]).toEqual([['b1 A', 'b3 A'], 2, ['A 2/1', 'B 1/1']]);
  expect(back.outcomes[1]).toMatchObject({ route: { cause: 'RETURNING', over: true }, enqueuedAt: at('10:00'), waitedMs: 300_000 });
  expect(write(state, '10:06', ['b5', knows('A')])).toEqual(['b5 A']);
});

it('RTE-28 where the shop keeps to capacities for them too, they wait for their turn', () => {
  const state = shop({ A: { capacity: 1, presence: 'REST' }, B: { capacity: 1 } }, { returningBypassesCapacity: false });
  write(state, '10:00', ['b0'], ['b1'], ['b2'], ['b3', knows('A')]);
  expect(told(become(state, '10:05', 'A', 'ONLINE'))).toEqual(['b1 A']);
  expect(told(flight(state, at('10:06'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b2 A']);
});

it('RTE-13, RTE-17 nor is room left that nobody may have by turn: the agent of another group who knows the buyer', () => {
  const state = shop({ A: { capacity: 1 }, B: { capacity: 1 } }, { routingMode: 'GROUP', returningBypassesCapacity: false });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'pre', name: 'pre', members: ['A'], statuses: ['UNPAID'] });
    saveGroup(change, { groupId: null, newId: 'after', name: 'after', members: ['B'], statuses: ['AFTER_SALES'] });
  });
  const [presale, refund] = [{ orderStatus: 'UNPAID' }, { orderStatus: 'AFTER_SALES' }] as const;
  write(state, '10:00', ['b0', presale], ['b1', refund], ['b2', refund], ['b3', { ...refund, ...knows('A') }], ['b4', presale]);
  const freed = flight(state, at('10:05'), (change) => sessionClosed(change, 'b0', change.now));
  expect(told(freed)).toEqual(['b4 A']);
  expect(told(flight(state, at('10:06'), (change) => sessionClosed(change, 'b4', change.now)))).toEqual(['b3 A']);
  expect(queued(state)).toBe(1);
});

it('RTE-52 so does the buyer whose own agent is back with room that nobody took', () => {
  const state = shop({ A: { capacity: 2, presence: 'REST' }, B: { capacity: 1 } }, { routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'after', name: 'after', members: ['B'], statuses: ['AFTER_SALES'] });
    saveGroup(change, { groupId: null, newId: 'pre', name: 'pre', members: ['A'], statuses: ['UNPAID'] });
  });
  const refund = { orderStatus: 'AFTER_SALES' } as const;
  write(state, '10:00', ['b1', refund], ['b2', refund], ['b3', { ...refund, exclusiveAgentId: 'A' }]);
  expect(told(become(state, '10:05', 'A', 'ONLINE'))).toEqual(['b3 A']);
});

it('RTE-24 a suspended agent is back for buyers who come first to it', () => {
  const suspended = (policy: Partial<ShopPolicy>): string[] => {
    const state = shop({ A: { presence: 'OFFLINE' }, B: { capacity: 1 } }, policy);
    write(state, '10:00', ['b0'], ['b1'], ['b2', knows('A', 70)]);
    return told(become(state, '10:05', 'A', 'SUSPENDED'));
  };
  expect([suspended({ returningPriority: true }), suspended({})]).toEqual([['b2 A'], []]);
});

it('RTE-10, RTE-15 not one whose talk is 72 hours ago by then, nor where the bot makes it void', () => {
  const late = shop({ A: { capacity: 1, presence: 'REST' }, B: { capacity: 1 } });
  write(late, '10:00', ['b0'], ['b1'], ['b2', knows('A', 72)]);
  expect(told(become(late, '10:01', 'A', 'ONLINE'))).toEqual(['b1 A']);
  const void_ = shop({ A: { capacity: 1, presence: 'REST' }, B: { capacity: 1 } }, { botFirst: true });
  const viaBot = { viaBot: true };
  write(void_, '10:00', ['b0', viaBot], ['b1', viaBot], ['b2', { ...viaBot, ...knows('A') }]);
  expect(told(become(void_, '10:01', 'A', 'ONLINE'))).toEqual(['b1 A']);
});

it('SCH-17, RTE-13 at opening a message by one who is known goes to a full agent that knows it, and those behind it into the queue', () => {
  const state = shop({ A: { capacity: 1 } });
  const office = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
  flight(state, at('09:00'), (change) => scheduleChanged(change, hoursVersion(1, at('08:00'), office)));
  write(state, '09:30', ['b1'], ['b2'], ['b3', knows('A')], ['b4']);
  expect([told(flight(state, at('10:00'))), queued(state), left(state)]).toEqual([['b1 A', 'b2 queued', 'b3 A', 'b4 queued'], 2, 0]);
});
