import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { words } from '../../hours/resolvers/hours-inputs';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { liftOverride, overrideReception } from '../app/override-reception';
import { longestOverride } from '../domain/request-override';

const liftInput = z.object({ shopId: idInput, commandId: commandIdInput });

const overrideInput = liftInput.extend({
  open: z.boolean(),
  minutes: z
    .number()
    .int(`1 to ${longestOverride} minutes`)
    .min(1, `1 to ${longestOverride} minutes`)
    .max(longestOverride, `1 to ${longestOverride} minutes`)
    .nullish(),
  until: instantInput.nullish(),
  reason: words(500).nullish(),
});

/** Open or closed by hand. */
export const overrideResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    overrideReception: command('overrideReception', overrideInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await overrideReception(deps, asked)),
    })),
    liftOverride: command('liftOverride', liftInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await liftOverride(deps, asked)),
    })),
  },
  ReceptionOverride: {
    from: ({ from }) => from.toISOString(),
    to: ({ to }) => to?.toISOString() ?? null,
  },
});
