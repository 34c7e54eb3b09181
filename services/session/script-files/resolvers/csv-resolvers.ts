import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { refuse } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { exportScripts } from '../app/export-scripts';
import { importScripts, type CheckChange } from '../app/import-scripts';
import { inShop, saveScriptInput } from '../../scripts/resolvers/script-inputs';

const mostCharacters = 80_000;

const fileInput = orUndefined(z.string().max(mostCharacters, `at most ${mostCharacters} characters`));

const importInput = z
  .object({ ...inShop, csv: fileInput, text: fileInput, allOrNothing: z.boolean(), dryRun: z.boolean() })
  .transform(({ csv, text, ...rest }, context) => {
    if (csv !== undefined && text === undefined) return { ...rest, file: { csv } };
    if (text !== undefined && csv === undefined) return { ...rest, file: { text } };
    context.addIssue({ code: 'custom', path: ['csv'], message: 'a file: either csv or text' });
    return z.NEVER;
  });

const said = saveScriptInput.omit({ shopId: true, commandId: true, scriptId: true, expectedVersion: true });

const check: CheckChange = (change) => {
  const issue = said.safeParse(change).error?.issues[0];
  const field = issue?.path.join('.');
  return issue
    ? refuse('BAD_USER_INPUT', `${field} is not valid: ${issue.message}.`, { ...(field && { field }), expected: issue.message })
    : true;
};

/** Scripts as files. */
export const scriptCsvResolvers = (deps: KnowledgeDeps): Resolvers => ({
  Mutation: {
    importScripts: command('importScripts', importInput, async (asked) => {
      const { problems, ...imported } = await importScripts(deps, asked, check);
      return { shop: { id: asked.shopId }, ...imported, problems: [...problems] };
    }),
  },
  Shop: { scriptsCsv: ({ id }, { tier }, { caller }) => exportScripts(deps, caller, ownShop(caller, id, 'id'), tier ?? null) },
});
