import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { reportOutreach } from '../app/report-outreach';

const report = z.object({
  outreachId: idInput,
  state: z.enum(['ACCEPTED', 'FAILED']),
  at: instantInput,
  issued: orNull(visibleText(200)),
  reason: orNull(visibleText(200)),
});

const reportInput = z.object({
  shopId: idInput,
  commandId: commandIdInput,
  reports: z.array(report).min(1, '1 to 100 reports').max(100, '1 to 100 reports'),
});

/** What connectors report. */
export const outreachResolvers = (deps: Deps): Resolvers => ({
  Mutation: { reportOutreach: command('reportOutreach', reportInput, (asked) => reportOutreach(deps, asked)) },
});
