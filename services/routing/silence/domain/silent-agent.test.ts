import { fullWeek } from '../../flight/domain/example-week';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { at, flight, hoursVersion, shopWith, start, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { acceptOffer } from '../../offers/domain/answer-offer';
import { sessionReturned } from '../../queue/domain/session-returned';
import { saveSettings } from '../../rules/domain/save-rules';

function asking(agents: Readonly<Record<string, ExampleAgent>>, silentAfterMinutes: number | null = 10): ShopState {
  const shop = shopWith(agents);
  flight(shop, at('09:00'), (change) => void saveSettings(change, { silentAfterMinutes }));
  return shop;
}

const dueOf = ({ outcomes }: ShopChange): (Date | null)[] => outcomes.map(({ answerDueAt }) => answerDueAt);
const silent = (change: ShopChange, sessionId: string, agentId: string): void =>
  sessionReturned(change, { sessionId, agentId, returnedAt: change.now, waitingSince: at('10:00'), isSilent: true });

it('RES-81 an assignment says until when the agent has to write; switched off, it says nothing', () => {
  const shop = asking({ A: {} });
  expect(dueOf(flight(shop, at('10:00'), (change) => start(change, 'b1')))).toEqual([at('10:10')]);
  flight(shop, at('10:01'), (change) => void saveSettings(change, { silentAfterMinutes: null }));
  expect(dueOf(flight(shop, at('10:02'), (change) => start(change, 'b2')))).toEqual([null]);
});

it.each([
  ['17:50', '18:00'],
  ['17:55', '09:05'],
])('RES-81 only minutes in which the shop receives count: assigned at %s, due at %s', (from, due) => {
  const shop = asking({ A: {} });
  flight(shop, at('09:00'), (change) => scheduleChanged(change, hoursVersion(1, change.now, fullWeek(9, 18))));
  expect(dueOf(flight(shop, at(from), (change) => start(change, 'b1')))).toEqual([at(due, due === '09:05' ? 3 : 2)]);
});

it('an offer asks for an acceptance first; the time to write begins with it', () => {
  const shop = asking({ A: {} });
  flight(shop, at('09:01'), (change) => void saveSettings(change, { offerTimeoutSeconds: 30 }));
  expect(dueOf(flight(shop, at('10:00'), (change) => start(change, 'b1')))).toEqual([null]);
  expect(dueOf(flight(shop, at('10:00:20'), (change) => void acceptOffer(change, 'b1', 'A')))).toEqual([at('10:10:20')]);
});

it('PRM-5 accounts that get buyers while they are away are not asked', () => {
  expect(dueOf(flight(asking({}), at('10:00'), (change) => start(change, 'b1')))).toEqual([null]);
});

it('RES-81 silent agents lose the session one after another and never get it again; when nobody is left the buyer waits, and says why', () => {
  const shop = asking({ A: {}, B: {}, C: { presence: 'REST' } });
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  const second = flight(shop, at('10:10:01'), (change) => silent(change, 'b1', 'A'));
  expect(told(second)).toEqual(['b1 B']);
  expect(second.outcomes[0]).toMatchObject({ previousAgentId: 'A', answerDueAt: at('10:20:01'), waitedMs: 601_000 });
  const third = flight(shop, at('10:20:02'), (change) => silent(change, 'b1', 'B'));
  expect(third.outcomes[0]).toMatchObject({ route: { outcome: 'queued', cause: 'NOBODY_LEFT' }, enqueuedAt: at('10:00') });
  expect(told(flight(shop, at('10:21'), (change) => start(change, 'b2')))).toEqual(['b2 A']);
});

it('RES-81 one whose agent is gone may go to that agent again; what is told twice moves nothing', () => {
  const shop = asking({ A: {} });
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  const gone = { sessionId: 'b1', agentId: 'A', returnedAt: at('10:05'), waitingSince: at('10:00') };
  expect(told(flight(shop, at('10:05'), (change) => sessionReturned(change, gone)))).toEqual(['b1 A']);
  flight(shop, at('10:15'), (change) => silent(change, 'b1', 'A'));
  expect(told(flight(shop, at('10:15:01'), (change) => silent(change, 'b1', 'A')))).toEqual([]);
});
