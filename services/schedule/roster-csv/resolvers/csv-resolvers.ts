import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { numberInput } from '../../hours/resolvers/hours-inputs';
import { groupOf } from '../../hours/resolvers/page-input';
import { inShop } from '../../roster/resolvers/roster-inputs';
import { onLeave } from '../../roster/resolvers/roster-mutations';
import { exportShifts } from '../app/export-shifts';
import { importShifts } from '../app/import-shifts';

const mostCharacters = 80_000;

const importInput = z.object({
  ...inShop,
  csv: z.string().max(mostCharacters, `at most ${mostCharacters} characters`),
  allOrNothing: z.boolean(),
  expectedRevision: numberInput.nullish(),
});

/** Rosters as files. */
export const csvResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    importShifts: command('importShifts', importInput, async (asked) => {
      const { away, ...imported } = await importShifts(deps, asked);
      return { shop: { id: asked.shopId }, ...imported, warnings: away.map(onLeave) };
    }),
  },
  Shop: {
    shiftsCsv: ({ id }, { from, to, agentId }) => exportShifts(deps, id, { from, to }, groupOf(agentId, 'agentId')),
  },
});
