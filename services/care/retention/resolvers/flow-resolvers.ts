import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { orNull, orUndefined } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';
import { media } from '../../consents/domain/medium';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { readFlow } from '../app/read-flow';
import { saveFlow } from '../app/save-flow';
import { stepKinds } from '../domain/flow';

const days = z.number().int('1 to 365').min(1, '1 to 365').max(365, '1 to 365');
const step = z.object({
  kind: z.enum(stepKinds),
  medium: z.enum(media),
  afterDays: days,
  reference: orNull(foreignKey(100)),
  text: visibleText(500),
});

const flowInput = z.object({
  shopId: idInput,
  commandId: commandIdInput,
  enabled: orUndefined(z.boolean()),
  steps: orUndefined(z.array(step).min(1, '1 to 10 steps').max(10, '1 to 10 steps')),
  abandonAfterDays: orUndefined(days),
});

/** What is done about customers who bought once. */
export const flowResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveRetentionFlow: command('saveRetentionFlow', flowInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await saveFlow(deps, asked)),
    })),
  },
  Shop: { retentionFlow: ({ id }) => readFlow(deps, id) },
  RetentionFlow: { steps: ({ steps }) => [...steps], counts: ({ counts }) => [...counts] },
});
