import { at, flight, loads, queued, shopWith, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { releaseSession } from '../../handover/domain/hand-over';
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
