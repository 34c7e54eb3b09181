import { ownShop } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import { isId } from '#libs/platform/process/ids';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { instantOf, pageOf } from '../../hours/resolvers/page-input';
import { announce } from '../app/announce';
import type { AnnouncementView } from '../app/announcement-view';
import { cancelAnnouncement, reportAnnouncement, updateAnnouncement } from '../app/change-announcement';
import { fromTheLatest, readAnnouncements, readNotice } from '../app/read-announcements';
import { isLate } from '../domain/announcement';
import { announceInput, cancelInput, reportInput, updateInput } from './announcement-inputs';

const late = {
  code: 'LATE_ANNOUNCEMENT',
  message: 'The hours act before, or when, buyers are told of them.',
  field: 'publishAt',
} as const;

const answer = (shopId: string, announcement: AnnouncementView) => ({
  shop: { id: shopId },
  announcement,
  warnings: announcement.state !== 'CANCELLED' && isLate(announcement) ? [late] : [],
});

/** An announcement's cursor is its id: ids grow. */
const afterOf = (cursor: string | null | undefined): string => {
  if (cursor === null || cursor === undefined) return fromTheLatest;
  if (isId(cursor)) return cursor;
  throw new AppError('BAD_USER_INPUT', 'after is not a cursor of this list.', {
    field: 'after',
    expected: 'an endCursor this list has answered',
  });
};

/** Announcements of changed hours. */
export const announcementResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Query: {
    receptionNotice: (_root, { shopId, at }, { caller }) =>
      readNotice(deps, ownShop(caller, shopId), at === null || at === undefined ? deps.clock.now() : instantOf(at)),
  },
  Mutation: {
    announceReceptionHours: command('announceReceptionHours', announceInput, async (asked) =>
      answer(asked.shopId, await announce(deps, asked)),
    ),
    updateAnnouncement: command('updateAnnouncement', updateInput, async (asked) =>
      answer(asked.shopId, await updateAnnouncement(deps, asked)),
    ),
    cancelAnnouncement: command('cancelAnnouncement', cancelInput, async (asked) =>
      answer(asked.shopId, await cancelAnnouncement(deps, asked)),
    ),
    reportAnnouncement: command('reportAnnouncement', reportInput, async (asked) =>
      answer(asked.shopId, await reportAnnouncement(deps, asked)),
    ),
  },
  Shop: { announcements: ({ id }, { first, after }) => readAnnouncements(deps, id, pageOf(first), afterOf(after)) },
  AnnouncementConnection: {
    edges: ({ announcements }) => announcements.map((node) => ({ cursor: node.id, node })),
    nodes: ({ announcements }) => announcements,
    pageInfo: ({ announcements, hasNextPage }) => ({ hasNextPage, endCursor: announcements.at(-1)?.id ?? null }),
  },
  Announcement: {
    publishAt: ({ publishAt }) => publishAt.toISOString(),
    effectiveFrom: ({ effectiveFrom }) => effectiveFrom.toISOString(),
    publishedAt: ({ publishedAt }) => publishedAt?.toISOString() ?? null,
  },
  AnnouncementDelivery: { at: ({ at }) => at.toISOString(), reportedAt: ({ reportedAt }) => reportedAt.toISOString() },
  EnterChatPayload: {
    __resolveReference: ({ shopId }, { caller }) => ({ shopId: ownShop(caller, shopId, 'id') }),
    notice: ({ shopId }) => readNotice(deps, shopId, deps.clock.now()),
  },
  ReceptionNotice: { effectiveFrom: ({ effectiveFrom }) => effectiveFrom.toISOString() },
});
