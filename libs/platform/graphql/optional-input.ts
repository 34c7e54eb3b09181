import type { z } from 'zod';

/** Absent and null mean "unchanged" or "not given": undefined. */
export const orUndefined = <T extends z.ZodType>(input: T) => input.nullish().transform((given) => given ?? undefined);

/** Absent and null mean "none": null. */
export const orNull = <T extends z.ZodType>(input: T) => input.nullish().transform((given) => given ?? null);
