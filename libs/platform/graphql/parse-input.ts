import { z } from 'zod';
import { AppError } from '../errors';
import { isId } from '../process/ids';
import { storable } from '../visible-text';

export { storable };

/** Ids are opaque to clients; one that cannot be ours is refused where it is read. */
export const idInput = z.string().max(64).refine(isId, 'an id as this API gave it');

/** A caller's own key for one command: repeated, it answers with the first result. */
export const commandIdInput = z.string().min(1).max(100).refine(storable, 'text without NUL or broken characters').nullish();

/** Parses a command's input; the first problem becomes BAD_USER_INPUT with its field (dotted, without the argument's own name) and what would be right. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError('BAD_USER_INPUT', `${field || 'input'} is not valid: ${issue?.message ?? ''}.`, {
    field,
    expected: issue?.message ?? '',
  });
}
