import { z } from 'zod';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { idInput } from '#libs/platform/graphql/parse-input';
import { sumOf, sumsToOne } from '../domain/scorecard';

const expected = '0 to 1';
const share = z.number().min(0, expected).max(1, expected);

const weights = z
  .object({ satisfaction: share, qualityCheck: share, followUp: share, survey: share, volume: share })
  .superRefine((given, context) => {
    if (sumsToOne(given)) return;
    context.addIssue({ code: 'custom', message: `weights that sum to 1; these sum to ${Number(sumOf(given).toFixed(6))}` });
  });

const assessment = z.object({
  agentId: idInput,
  qualityCheck: orUndefined(share),
  followUp: orUndefined(share),
  survey: orUndefined(share),
});

const mostAssessed = 500;

export const scorecardInput = z.object({
  shopId: idInput,
  from: z.string(),
  to: z.string(),
  weights,
  minSessions: z.number().int().min(0, '0 or more').max(1_000_000, 'at most 1000000'),
  assessments: z
    .array(assessment)
    .max(mostAssessed, `at most ${mostAssessed}`)
    .superRefine((all, context) => {
      const seen = new Set<string>();
      all.forEach(({ agentId }, index) => {
        if (seen.has(agentId)) context.addIssue({ code: 'custom', path: [index, 'agentId'], message: 'each agent once' });
        seen.add(agentId);
      });
    })
    .nullish()
    .transform((all) => all ?? []),
});
