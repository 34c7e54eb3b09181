import { z } from 'zod';
import { originsInput } from '../cors';
import { safeUrl } from '../issuer-settings';

/** The issuer whose logins begin sessions, and who we are to it. */
export interface LoginSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scope: string;
}

export interface BrowserSettings {
  /** Under which pages of ours reach browsers; requests for other hosts get no session. */
  readonly origins: readonly string[];
  /** The first seals, all open. */
  readonly cookieKeys: readonly string[];
  readonly login: LoginSettings | undefined;
  /** Where the launcher leaves who may log in without an issuer; only beside the embedded servers. */
  readonly localFolder: string | undefined;
}

const loginInput = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'JSON with issuer and clientId' });
      return z.NEVER;
    }
  })
  .pipe(
    z.strictObject({
      issuer: safeUrl,
      clientId: z.string().min(1),
      clientSecret: z.string().min(1).optional(),
      scope: z
        .string()
        .regex(/(^| )openid( |$)/, 'openid among them')
        .default('openid offline_access'),
    }),
  );

export const browserEnv = z.object({
  JIEDAI_PUBLIC_URL: originsInput.optional(),
  JIEDAI_COOKIE_KEYS: z
    .string()
    .transform((list) => list.split(',').filter((key) => key.length > 0))
    .refine(
      (list) => list.length > 0 && list.every((key) => key.length >= 32),
      'one or more keys of at least 32 characters, separated by commas',
    )
    .optional(),
  JIEDAI_LOGIN: loginInput.optional(),
});

interface Surroundings {
  readonly mode: 'development' | 'production';
  readonly port: number;
  readonly localFolder: string | undefined;
}

/** Undefined: there are no sessions of browsers. Throws with what does not fit together. */
export function browserSettings(env: z.infer<typeof browserEnv>, { mode, port, localFolder }: Surroundings): BrowserSettings | undefined {
  const isProduction = mode === 'production';
  const here = isProduction ? [] : ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${port}`);
  const origins = env.JIEDAI_PUBLIC_URL ?? here;
  const open = origins.find((origin) => origin.startsWith('http:') && (isProduction || !isLoopback(origin)));
  if (open !== undefined) throw wrong(`JIEDAI_PUBLIC_URL: ${open} is not encrypted; https, or in development http to this machine`);
  if (isProduction && localFolder !== undefined) throw wrong('JIEDAI_LOCAL_LOGIN_FOLDER: not allowed in production mode');
  if (env.JIEDAI_LOGIN && (!env.JIEDAI_COOKIE_KEYS || origins.length === 0))
    throw wrong('JIEDAI_LOGIN: needs JIEDAI_COOKIE_KEYS and JIEDAI_PUBLIC_URL');
  if (!env.JIEDAI_COOKIE_KEYS || origins.length === 0) return undefined;
  return { origins, cookieKeys: env.JIEDAI_COOKIE_KEYS, login: env.JIEDAI_LOGIN, localFolder };
}

const isLoopback = (origin: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);

const wrong = (problem: string): Error => new Error(`The environment is not right:\n  ${problem}`);
