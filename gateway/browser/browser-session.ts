import { z } from 'zod';
import type { Bearer } from '#libs/platform/access/caller';

const minute = 60_000;
/** A session ends so long after its last request, and whatever happens so long after its login. */
const idleMs = 15 * minute;
const longestMs = 12 * 60 * minute;
/** A cookie is written anew when the last one is so old. */
const renewMs = minute;

const stored = z.object({
  id: z.string(),
  subject: z.string(),
  shop: z.string().nullable(),
  account: z.string().nullable(),
  /** Of a login at an issuer, which the shops know as an account. */
  issuer: z.string().optional(),
  startedAt: z.number(),
  seenAt: z.number(),
  /** With what the issuer is asked, and when, whether the login is still good. */
  refresh: z.object({ token: z.string(), at: z.number() }).optional(),
  /** Shown to the issuer when the session is ended by hand. */
  idToken: z.string().optional(),
});

/** What the cookie of a browser holds. Times are milliseconds since 1970, of the machine's clock. */
export type BrowserSession = Readonly<z.infer<typeof stored>>;

export function readSession(value: unknown, now: number): BrowserSession | undefined {
  const { data } = stored.safeParse(value);
  return data && now < endOf(data) ? data : undefined;
}

export const endOf = ({ startedAt, seenAt }: BrowserSession): number => Math.min(seenAt + idleMs, startedAt + longestMs);

export const isToRenew = ({ seenAt }: BrowserSession, now: number): boolean => now - seenAt >= renewMs;

export const bearerOf = ({ id: session, subject, shop, account, issuer }: BrowserSession): Bearer =>
  issuer === undefined
    ? { subject, shop, account, roles: [], session }
    : { subject, shop: null, account: null, roles: [], login: { issuer }, session };
