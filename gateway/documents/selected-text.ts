import { GraphQLError, Kind, parse, print, separateOperations, type DocumentNode } from 'graphql';
import { limits } from '../limits';

/**
 * The text of the operation that is asked for, where a document holds subscriptions beside it: these are asked at /graphql/stream, by the same document and another
 * operationName. Any other text stays as it is.
 */
export function selectedText(text: string, operationName: unknown): string {
  if (typeof operationName !== 'string' || !text.includes('subscription')) return text;
  const document = parsed(text);
  const operations = document?.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) ?? [];
  const selected = operations.find(({ name }) => name?.value === operationName);
  const isWatched = operations.some(({ operation }) => String(operation) === 'subscription');
  if (!document || !selected || !isWatched || String(selected.operation) === 'subscription') return text;
  return print(separateOperations(document)[operationName] ?? document);
}

/** What cannot be read is refused later, as any text. */
function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
