import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { at, flight, hoursVersion, loads, queued, shopWith, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { releaseSession } from '../../handover/domain/hand-over';
import { setPresence } from '../../presence/domain/set-presence';
import { saveSettings } from '../../rules/domain/save-rules';
import { humanRequested } from './human-requested';
import { sessionClosed } from './session-closed';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const contact = { agentId: 'A', at: '2026-03-02T09:00:00+08:00' };
const isNew = { purchases: { recent: ['2026-02-25T10:00:00+08:00'], firstPaidAt: '2026-02-25T10:00:00+08:00' } };

const shop = (policy: Parameters<typeof shopWith>[1] = {}): ShopState =>
  shopWith({ A: { capacity: 1 }, B: { capacity: 1 } }, { botFirst: true, ...policy });

const write = (state: ShopState, id: string, facts: Partial<SessionFacts> = {}) =>
  told(
    flight(state, at('10:00'), (change) =>
      sessionStarted(change, { sessionId: id, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null),
    ),
  );

const askHuman = (state: ShopState, id: string, facts: Partial<SessionFacts> = {}, time = '10:05') =>
  flight(state, at(time), (change) =>
    humanRequested(change, {
      sessionId: id,
      openedAt: at('10:00'),
      requestedAt: change.now,
      revision: 1,
      facts: { ...unknownFacts, viaBot: true, ...facts },
    }),
  );

it('RTE-15 the bot first; on KUAISHOU the buyer is spread evenly afterwards, whomever it knows', () => {
  const state = shop();
  expect(write(state, 'b0', { lastHuman: contact })).toEqual(['b0 to-bot']);
  expect([queued(state), loads(state)]).toEqual([0, ['A 0/1', 'B 0/1']]);
  const human = askHuman(state, 'b0', { lastHuman: { ...contact, agentId: 'B' } });
  expect([told(human), human.outcomes[0]?.route.cause, human.outcomes[0]?.revision]).toEqual([['b0 A'], 'EVEN', 2]);
});

it('RTE-16 AFTER_TRANSFER: bot first, then the agent it knows', () => {
  const state = shop({ returningWithBot: 'AFTER_TRANSFER' });
  expect(write(state, 'b1', { lastHuman: { ...contact, agentId: 'B' } })).toEqual(['b1 to-bot']);
  const human = askHuman(state, 'b1', { lastHuman: { ...contact, agentId: 'B' } });
  expect([told(human), human.outcomes[0]?.route.cause]).toEqual([['b1 B'], 'RETURNING']);
});

it('RTE-16 SKIP_BOT: the agent it knows at once', () => {
  expect(write(shop({ returningWithBot: 'SKIP_BOT' }), 'b1', { lastHuman: contact })).toEqual(['b1 A']);
});

it('RTE-21 b1 new, bot on, A free ⇒ A, the bot never shown; with the priority off the bot', () => {
  expect(write(shop({ newCustomerPriority: true }), 'b1', isNew)).toEqual(['b1 A']);
  expect(write(shop(), 'b1', isNew)).toEqual(['b1 to-bot']);
});

it('RTE-27 nobody is free when the bot hands over: the queue, from that instant on', () => {
  const state = shop();
  flight(state, at('09:59'), (change) =>
    ['x', 'y'].forEach((id) =>
      sessionStarted(change, { sessionId: id, openedAt: change.now, facts: { ...unknownFacts, viaBot: true } }, null),
    ),
  );
  write(state, 'b1');
  const human = askHuman(state, 'b1');
  expect([told(human), human.outcomes[0]?.enqueuedAt]).toEqual([['b1 queued'], at('10:05')]);
});

it('RES-47 the buyer leaves the bot; a request that comes after the close (another topic) gets nobody', () => {
  const state = shop();
  write(state, 'b1');
  flight(state, at('10:04'), (change) => sessionClosed(change, 'b1', change.now));
  expect([told(askHuman(state, 'b1')), queued(state), loads(state)]).toEqual([[], 0, ['A 0/1', 'B 0/1']]);
});

it('INV-3 asked again, as the session service does when it hears nothing, the session stays where it is', () => {
  const state = shop();
  write(state, 'b1');
  askHuman(state, 'b1');
  expect(told(askHuman(state, 'b1', {}, '10:06'))).toEqual([]);
  expect(loads(state)).toEqual(['A 1/1', 'B 0/1']);
});

it('RTE-31 nobody is there: the bot is not asked either (step 3 before step 8)', () => {
  const state = shopWith({ A: { presence: 'OFFLINE' } }, { botFirst: true });
  expect(write(state, 'b1')).toEqual(['b1 queued']);
});

const office = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);

it('SCH-17, RTE-16 messages left at night pass the whole order at opening: to the bot, all of them, and by its word to a human', () => {
  const state = shop({ returningWithBot: 'AFTER_TRANSFER', newCustomerPriority: true });
  flight(state, at('09:00'), (change) => scheduleChanged(change, hoursVersion(1, at('08:00'), office)));
  const leave = (id: string, facts: Partial<SessionFacts> = {}) =>
    flight(state, at('09:30'), (change) =>
      sessionStarted(change, { sessionId: id, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null),
    );
  expect(['b1', 'b2', 'b3'].flatMap((id) => told(leave(id)))).toEqual(['b1 CLOSED', 'b2 CLOSED', 'b3 CLOSED']);
  leave('b4', { lastHuman: { ...contact, agentId: 'B' } });
  leave('b5', isNew);
  expect(told(flight(state, at('10:00'))).sort()).toEqual(['b1 to-bot', 'b2 to-bot', 'b3 to-bot', 'b4 to-bot', 'b5 A']);
  const human = flight(state, at('10:05'), (change) =>
    humanRequested(change, {
      ...{ sessionId: 'b4', openedAt: at('09:30'), requestedAt: change.now, revision: 2 },
      facts: { ...unknownFacts, viaBot: true, lastHuman: { ...contact, agentId: 'B' } },
    }),
  );
  expect([told(human), human.outcomes[0]?.route.cause]).toEqual([['b4 B'], 'RETURNING']);
});

it('RES-28, RTE-16 so do messages left because nobody was there; one that a limit of the queue has made waits for a human', () => {
  const state = shopWith({ A: { capacity: 1, presence: 'OFFLINE' } }, { botFirst: true, unavailableHandling: 'MESSAGE_POOL' });
  expect(write(state, 'b1')).toEqual(['b1 MESSAGE_POOL']);
  const back = flight(state, at('10:01'), (change) =>
    setPresence(change, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }),
  );
  expect(told(back)).toEqual(['b1 to-bot']);
  flight(state, at('10:02'), (change) => void saveSettings(change, { queueLimit: 1 }));
  expect(['x', 'y', 'z'].flatMap((id) => [...write(state, id), ...told(askHuman(state, id))])).toEqual([
    ...['x to-bot', 'x A', 'y to-bot', 'y queued', 'z to-bot', 'z MESSAGE_POOL'],
  ]);
  expect(told(flight(state, at('10:10'), (change) => sessionClosed(change, 'x', change.now)))).toEqual(['y A']);
  expect(told(flight(state, at('10:11'), (change) => sessionClosed(change, 'y', change.now)))).toEqual(['z A']);
});

it('RTE-62 what an agent gave back goes to no bot: it has been with a human', () => {
  const state = shop({ returningWithBot: 'SKIP_BOT' });
  expect(write(state, 'b1', { lastHuman: contact })).toEqual(['b1 A']);
  const given = flight(state, at('10:01'), (change) => void releaseSession(change, 'b1', { accountId: 'A', isManager: false }, null));
  expect(told(given)).toEqual(['b1 B']);
});

it('INV-3 told again after its close, whichever came first, a request gets nobody', () => {
  const state = shop();
  write(state, 'b1');
  askHuman(state, 'b1');
  flight(state, at('10:06'), (change) => sessionClosed(change, 'b1', change.now));
  expect([told(askHuman(state, 'b1', {}, '10:07')), loads(state)]).toEqual([[], ['A 0/1', 'B 0/1']]);
  write(state, 'b2');
  flight(state, at('10:08'), (change) => sessionClosed(change, 'b2', change.now));
  expect([told(askHuman(state, 'b2', {}, '10:09')), told(askHuman(state, 'b2', {}, '10:10')), loads(state)]).toEqual([
    [],
    [],
    ['A 0/1', 'B 0/1'],
  ]);
});

it('INV-3 a start told again after a close that came before both copies gets nobody', () => {
  const state = shopWith({ A: {} });
  flight(state, at('10:00'), (change) => sessionClosed(change, 'b1', change.now));
  expect([write(state, 'b1'), write(state, 'b1'), loads(state)]).toEqual([[], [], ['A 0/∞']]);
});
