import { instant, table, text, uuid } from '#libs/platform/database/table';
import type { Tombstone } from '../domain/session-placement';

/** Ends and closes that came before their session's start. */
export const tombstoneTable = table('tombstone', {
  shopId: uuid().key(),
  sessionId: uuid().key(),
  kind: text<Tombstone['kind']>(),
  at: instant(),
});
