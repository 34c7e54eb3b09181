import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { windowText } from '../../hours/domain/windows';
import { groupOf, instantOf } from '../../hours/resolvers/page-input';
import { readCalendar, readDiff } from '../app/read-calendar';
import { readReception } from '../app/read-reception';

/** What the hours say of an instant, of dates, and of the difference between two versions. */
export const receptionResolvers = (deps: Pick<Deps, 'clock'> & ReadDeps): Resolvers => ({
  Shop: {
    reception: ({ id }, { at, groupId }) =>
      readReception(deps, id, at === null || at === undefined ? deps.clock.now() : instantOf(at), groupOf(groupId)),
    receptionCalendar: ({ id }, { from, to, groupId }) => readCalendar(deps, id, { from, to }, groupOf(groupId)),
    receptionDiff: ({ id }, { from, to, since, until }) =>
      readDiff(deps, { shopId: id, from, to, since: since ?? null, until: until ?? null }, deps.clock.now()),
  },
  Reception: {
    state: ({ open }) => (open ? 'OPEN' : 'CLOSED'),
    nextChangeAt: ({ nextChangeAt }) => nextChangeAt?.toISOString() ?? null,
  },
  ReceptionDay: {
    windows: ({ windows }) => windows && windows.map(windowText),
    from: ({ from }) => from.toISOString(),
    to: ({ to }) => to.toISOString(),
    holidayMode: ({ holidayMode }) => holidayMode !== null,
  },
  ReceptionDayState: { windows: ({ windows }) => windows && windows.map(windowText) },
});
