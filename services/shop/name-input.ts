import { z } from 'zod';
import { personName } from '#libs/platform/graphql/text-input';

/** The name of a shop or an account, without blanks around it. */
export const nameInput = z.string().trim().pipe(personName(100));
