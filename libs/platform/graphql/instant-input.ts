import { z } from 'zod';
import { parseInstant } from '#libs/calendar/index';

/** An instant of the years 0001 to 9999. */
export const instantInput = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant) return instant;
  context.addIssue({ code: 'custom', message: 'an RFC 3339 instant such as 2026-03-02T01:00:00Z' });
  return z.NEVER;
});
