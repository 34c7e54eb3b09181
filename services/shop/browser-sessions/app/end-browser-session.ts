import { once } from '#libs/platform/database/command-results';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { lockPresent } from '../../accounts/app/lock-present';
import type { Deps } from '../../deps';
import { insertEndedSession } from '../store/ended-sessions';

/** Ends a session of the caller's own account. It concerns nobody else, so nothing is told of it. */
export const endBrowserSession = (
  { db }: Pick<Deps, 'db'>,
  { shopId, input, caller, key }: Command<CommandInput & { readonly browserSessionId: string }>,
): Promise<null> =>
  db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const { id: accountId } = await lockPresent(tx, caller.account ?? '');
      insertEndedSession(tx, { accountId, id: input.browserSessionId, shopId });
      return null;
    }),
  );
