import { z } from 'zod';
import { limits } from '../limits';

/** What a document may be that a front end of the shop's choice has registered: larger than what anybody may send. */
export interface DocumentLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly tokens: number;
  readonly cost: number;
}

export interface TrustedSettings {
  /** Where the lists of registered documents are; without it there are none. */
  readonly folder: string | undefined;
  /** Whether nothing but registered documents is answered. */
  readonly only: boolean;
  readonly limits: DocumentLimits;
}

export const trustedEnv = z.object({
  JIEDAI_TRUSTED_DOCUMENTS: z.enum(['also', 'only']).default('also'),
  JIEDAI_TRUSTED_DEPTH: z.coerce.number().int().min(1).max(50).default(15),
  JIEDAI_TRUSTED_COST: z.coerce.number().int().min(1).max(1_000_000).default(5_000),
  JIEDAI_OPERATIONS_FOLDER: z.string().min(1).optional(),
});

export const trustedSettings = (env: z.infer<typeof trustedEnv>): TrustedSettings => ({
  folder: env.JIEDAI_OPERATIONS_FOLDER,
  only: env.JIEDAI_TRUSTED_DOCUMENTS === 'only',
  limits: { depth: env.JIEDAI_TRUSTED_DEPTH, cost: env.JIEDAI_TRUSTED_COST, aliases: 100, directives: limits.directives, tokens: 5_000 },
});
