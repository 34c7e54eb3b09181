import { once } from '#libs/platform/database/command-results';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { lockPresent } from '../../accounts/app/lock-present';
import type { Deps } from '../../deps';
import { changePreferences, usualPreferences, type Preferences, type PreferencesChange } from '../domain/preferences';
import { loadPreferences, savePreferences } from '../store/preferences';

/** Changes the caller's own preferences. They concern nobody else, so nothing is told of it. */
export const updatePreferences = (
  { db }: Pick<Deps, 'db'>,
  { shopId, input, caller, key }: Command<CommandInput & PreferencesChange>,
): Promise<Preferences> =>
  db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const { id: accountId } = await lockPresent(tx, caller.account ?? '');
      const next = changePreferences((await loadPreferences(tx, accountId)) ?? usualPreferences, input);
      savePreferences(tx, { accountId, shopId }, next);
      return next;
    }),
  );
