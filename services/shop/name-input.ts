import { z } from 'zod';
import { storable } from '#libs/platform/graphql/parse-input';

/** The name of a shop or an account. */
export const nameInput = z
  .string()
  .trim()
  .min(1, 'must have 1 to 100 characters')
  .max(100, 'must have 1 to 100 characters')
  .refine(storable, 'must have no NUL and no broken characters');
