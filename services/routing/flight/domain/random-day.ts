import fc from 'fast-check';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { acceptOffer, declineOffer } from '../../offers/domain/answer-offer';
import type { Presence } from '../../presence/domain/agent';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionEnded } from '../../queue/domain/session-ended';
import { hoursVersion, start } from './example-shop';
import type { ShopChange } from './shop-change';

/* Random days of a shop with the agents A, B and C, for tests. */

export type Happening =
  | { readonly kind: 'start' | 'end' | 'close' | 'reenter'; readonly session: number }
  | { readonly kind: 'answer'; readonly session: number; readonly accepts: boolean }
  | { readonly kind: 'presence'; readonly agent: number; readonly presence: Presence }
  | { readonly kind: 'capacity'; readonly agent: number; readonly capacity: number | null }
  | { readonly kind: 'hours'; readonly open: number; readonly close: number }
  | { readonly kind: 'nothing' };

const session = fc.nat({ max: 40 });
const agent = fc.nat({ max: 2 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('start' as const), session }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), session }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('close' as const), session }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reenter' as const), session }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('answer' as const), session, accepts: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('presence' as const),
      agent,
      presence: fc.constantFrom<Presence>('ONLINE', 'ONLINE', 'REST', 'SUSPENDED', 'OFFLINE'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('capacity' as const),
      agent,
      capacity: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hours' as const),
      open: fc.integer({ min: 8, max: 12 }),
      close: fc.integer({ min: 13, max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'nothing' as const }) },
);

/** Of what is on offer, one is answered by its agent; where nothing is, nothing happens. */
function answer(change: ShopChange, { session: number, accepts }: Extract<Happening, { kind: 'answer' }>): void {
  const offers = [...change.state.offers.values()];
  const offered = offers[number % Math.max(1, offers.length)];
  if (!offered) return;
  if (accepts) acceptOffer(change, offered.sessionId, offered.agentId);
  else declineOffer(change, offered.sessionId, offered.agentId, null);
}

/** What happens on a day, one after another. */
export const day = fc.array(fc.record({ afterMinutes: fc.constantFrom(0, 0, 1, 1, 5, 20, 200), happening }), {
  maxLength: 80,
  minLength: 30,
});

let version = 0;

/** Lets one thing happen. */
export function apply(change: ShopChange, one: Happening): void {
  const id = 'agent' in one ? (['A', 'B', 'C'][one.agent] ?? 'A') : '';
  switch (one.kind) {
    case 'start':
      return start(change, `s${one.session}`);
    case 'end':
      return sessionEnded(change, `s${one.session}`, change.now);
    case 'close':
      return sessionClosed(change, `s${one.session}`, change.now);
    case 'reenter':
      return start(change, `again ${one.session}`, change.now, `s${one.session}`);
    case 'answer':
      return answer(change, one);
    case 'presence':
      return void setPresence(change, { agentId: id, presence: one.presence, reason: null, device: null });
    case 'capacity':
      return void setCapacity(change, { agentId: id, maxCapacity: one.capacity });
    case 'hours':
      return scheduleChanged(
        change,
        hoursVersion(
          ++version,
          change.now,
          Array.from({ length: 7 }, () => [{ start: one.open * 60, end: one.close * 60 }]),
        ),
      );
    case 'nothing':
      return;
    default:
      return one satisfies never;
  }
}
