import { z } from 'zod';
import { authorize } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orNull } from '#libs/platform/graphql/optional-input';
import { idInput, parseInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, personName, visibleText } from '#libs/platform/graphql/text-input';
import type { ShopSessionsArgs } from '../../generated/resolver-types';
import { channelOf } from '../domain/channel';
import { sessionStates } from '../domain/session';
import { sessionsIn, type SessionFilter } from '../store/session-filter';
import { noStatuses } from './no-statuses';

const openStates = sessionStates.filter((state) => state !== 'CLOSED');
const longestSearchMs = 7 * 24 * 3_600_000;

const conditions = z.object({
  agentId: orNull(idInput),
  channel: orNull(foreignKey(50)),
  tag: orNull(personName(30)),
  text: orNull(visibleText(100)),
  openedFrom: orNull(instantInput),
  openedBefore: orNull(instantInput),
});

/** What a client asks of a shop's sessions, as a filter. By what it may not read it may not search either. */
export function askedSessions(caller: Caller, shopId: string, args: Partial<ShopSessionsArgs>): SessionFilter {
  if (args.states?.length === 0) throw noStates;
  if (args.orderStatuses?.length === 0) throw noStatuses;
  const { channel, ...parsed } = parseInput(conditions, args);
  if (parsed.text !== null) authorize('Message.text', caller);
  if (parsed.tag !== null || (args.difficult ?? null) !== null) authorize('Session.tags', caller);
  const filter: SessionFilter = {
    ...sessionsIn(shopId, args.states ?? openStates),
    orderStatuses: args.orderStatuses ?? null,
    ...parsed,
    channel: channel && (channelOf(channel) ?? channel),
    unanswered: args.unanswered ?? null,
    difficult: args.difficult ?? null,
  };
  if (filter.text !== null && filter.states.includes('CLOSED') && !isSearchable(filter)) throw tooLong;
  return filter;
}

/** Texts of closed sessions are read one by one, so that only those of some days are searched. */
const isSearchable = ({ openedFrom, openedBefore }: SessionFilter): boolean =>
  openedFrom !== null && openedBefore !== null && openedBefore.getTime() - openedFrom.getTime() <= longestSearchMs;

const noStates = new AppError('BAD_USER_INPUT', 'states is empty, so no session could be listed.', {
  field: 'states',
  expected: 'at least one state, or no states for every open session',
});

const tooLong = new AppError(
  'BAD_USER_INPUT',
  'Closed sessions are searched for a text only where openedFrom and openedBefore name some days.',
  {
    field: 'openedFrom',
    expected: 'openedFrom and openedBefore, at most 7 days apart',
  },
);
