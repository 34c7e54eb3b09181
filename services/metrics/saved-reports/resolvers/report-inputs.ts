import { z } from 'zod';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import { exportFormats } from '../../exports/app/export-file';
import { mostReportDays } from '../../figures/domain/date-range';
import { halfHoursOfSome, metricsInput, questionInput } from '../../figures/resolvers/report-input';

const inShop = { shopId: idInput, commandId: commandIdInput };
const { from: _from, to: _to, ...lasting } = questionInput;
const daysExpected = `1 to ${mostReportDays} dates`;

const question = z
  .object({ ...lasting, metrics: metricsInput, days: z.number().int().min(1, daysExpected).max(mostReportDays, daysExpected) })
  .superRefine(halfHoursOfSome);

export const saveReportInput = z
  .object({
    ...inShop,
    reportId: orUndefined(idInput),
    name: orUndefined(visibleText(100)),
    question: orUndefined(question),
    format: orUndefined(z.enum(exportFormats)),
    cron: z.string().nullable().optional(),
    webhookId: idInput.nullable().optional(),
  })
  .transform(({ shopId, commandId, reportId, ...change }) => ({ shopId, commandId, reportId, change }));

export const oneReportInput = z.object({ ...inShop, reportId: idInput });

export const reportFileInput = z.object({ runId: idInput });
