import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { storable } from '#libs/platform/visible-text';
import { daysOfWeek } from '../domain/windows';

const words = (max: number) =>
  z.string().trim().max(max, `at most ${max} characters`).refine(storable, 'text without NUL or broken characters');

export const saveScheduleInput = z.object({
  shopId: idInput,
  weekly: z
    .array(z.object({ day: z.enum(daysOfWeek), start: z.string().max(10), end: z.string().max(10) }))
    .max(100, 'at most 100 windows')
    .nullish(),
  effectiveFrom: z.string().max(40).nullish(),
  closedNotice: words(1_000).nullish(),
  reason: words(500).nullish(),
  commandId: commandIdInput,
});
