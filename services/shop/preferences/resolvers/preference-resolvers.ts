import { z } from 'zod';
import type { Database } from '#libs/platform/database/database';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { updatePreferences } from '../app/update-preferences';
import { languages, sendKeys, usualPreferences } from '../domain/preferences';
import { loadPreferences } from '../store/preferences';

const updatePreferencesInput = z.object({
  shopId: idInput,
  language: z.enum(languages).nullish(),
  sounds: z.boolean().nullish(),
  sendKey: z.enum(sendKeys).nullish(),
  notify: z.boolean().nullish(),
  commandId: commandIdInput,
});

/** How people like their screens. */
export const preferenceResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => ({
  Mutation: {
    updatePreferences: command('updatePreferences', updatePreferencesInput, async (asked) => ({
      preferences: await updatePreferences(deps, asked),
      warnings: [],
    })),
  },
  Account: {
    preferences: async ({ id, shopId }) => (await deps.readDb.transaction([shopId], (tx) => loadPreferences(tx, id))) ?? usualPreferences,
  },
});
