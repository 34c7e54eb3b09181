import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';

const mostDays = 31;
const oneOf48 = (most: number, unit: string) =>
  z
    .array(z.number().int(`whole ${unit}`).min(0, '0 or more').max(most, `at most ${most}`))
    .length(48, '48 numbers, one for each half hour from 00:00')
    .nullish();
const counts = oneOf48(1_000_000, 'counts');

/** Dates are looked at by the domain, which names what is wrong with them (RES-54). */
export const saveVolumeInput = z.object({
  shopId: idInput,
  days: z
    .array(
      z.object({
        date: z.string().nullish(),
        consultations: counts,
        replies: counts,
        meanReplyMs: oneOf48(86_400_000, 'milliseconds'),
        rated: counts,
        satisfied: counts,
        complaints: counts,
      }),
    )
    .min(1, 'at least one date')
    .max(mostDays, `at most ${mostDays} dates`),
  commandId: commandIdInput,
});

const whole = (least: number, most: number, usual: number) => {
  const expected = `${least} to ${most}`;
  return orUsual(z.number().int(expected).min(least, expected).max(most, expected), usual);
};
const factor = (usual: number) => orUsual(z.number().min(0, '0 to 100').max(100, '0 to 100'), usual);
const orUsual = (input: z.ZodNumber, usual: number) => input.nullish().transform((value) => value ?? usual);

export const profileArguments = z.object({
  weeks: whole(1, 52, 4),
  peakFactor: factor(1),
  lowFactor: factor(0.5),
  minimumMinutes: whole(30, 1_440, 60),
  gapMinutes: whole(0, 720, 60),
});

export const adviceArguments = z.object({
  threshold: whole(0, 1_000_000, 5),
  weeks: whole(1, 26, 4),
  increases: whole(1, 25, 4),
  decreases: whole(1, 25, 4),
  replyTargetMs: whole(1, 86_400_000, 180_000),
  complaints: whole(1, 1_000_000, 3),
});
