import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { MessagePosition } from '../../conversation/store/load-messages';
import type { Revision } from '../domain/revision';
import { readRevisions } from '../store/load-revisions';

/** Look-ups of what messages were. */
export interface RevisionExtra {
  readonly revisions: DataLoader<MessagePosition, readonly Revision[] | null>;
}

export const createRevisionExtra =
  (readDb: Database) =>
  ({ shop }: Caller): RevisionExtra => ({
    // Messages are of sessions that were found, so they are known to be the shop's.
    revisions: fencedLoader(
      shop,
      (shopId, positions: MessagePosition[]) => readRevisions(readDb, shopId, positions),
      () => true,
    ),
  });
