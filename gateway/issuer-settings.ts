import { z } from 'zod';
import { isId } from '#libs/platform/process/ids';

/** The issuer of the embedded default, whose private key lies in our home. */
export const localIssuer = 'jiedai-local-issuer';

/** Under this name the gateways sign tokens of anonymous buyers. Shops sign tokens of their buyers under their ids. */
export const ourselves = 'jiedai-gateway';

/** What a token may be signed with, if its issuer is said to. */
const algorithms = ['ES256', 'RS256'] as const;

/** Somebody whose tokens we believe, and how far. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly (typeof algorithms)[number][];
  readonly keys: { readonly file: string } | { readonly url: string };
  /** Whether its tokens may say with claims of ours which account, operator or connector calls. Others name an account that was bound to their subject. */
  readonly ourClaims: boolean;
}

/** Whoever can change what is fetched on the way can sign tokens, so the way is closed or does not leave the machine. */
export const safeUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(text), 'https, or http to this machine');

const settings = z
  .strictObject({
    issuer: z
      .string()
      .min(1)
      .refine((name) => name !== ourselves && !isId(name), 'the name of an issuer; ids and our own name are taken'),
    audience: z.string().min(1).default('jiedai'),
    algorithms: z.array(z.enum(algorithms)).min(1).default(['ES256']),
    jwksFile: z.string().min(1).optional(),
    jwksUrl: safeUrl.optional(),
    ourClaims: z.boolean().default(false),
  })
  .transform(({ jwksFile, jwksUrl, ...rest }, context): IssuerSettings => {
    if ((jwksFile === undefined) === (jwksUrl === undefined))
      context.addIssue({ code: 'custom', message: 'exactly one of jwksFile and jwksUrl is needed' });
    return { ...rest, keys: jwksUrl === undefined ? { file: jwksFile ?? '' } : { url: jwksUrl } };
  });

/** The value of JIEDAI_ISSUERS: a JSON list; no issuer is listed twice. */
export const issuersInput = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'a JSON list of issuers' });
      return z.NEVER;
    }
  })
  .pipe(z.array(settings).min(1))
  .refine((list) => new Set(list.map(({ issuer }) => issuer)).size === list.length, 'an issuer is listed twice');
