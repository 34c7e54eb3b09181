import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { rulesFor } from '../request-rules';
import type { DocumentLimits } from './trusted-settings';

interface CheckOptions {
  /** With what can be watched. */
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  readonly introspection: boolean;
}

/** The document of a registered text, or what is wrong with it. */
export function checkDocument(text: string, { schema, limits, introspection }: CheckOptions): DocumentNode | { readonly problem: string } {
  try {
    const document = parse(text, { maxTokens: limits.tokens });
    const rules = [...specifiedRules, ...rulesFor(limits), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
    const [wrong] = validate(schema, document, rules, { maxErrors: 1 });
    return wrong ? { problem: wrong.message } : document;
  } catch (error) {
    if (error instanceof GraphQLError) return { problem: error.message };
    throw error;
  }
}
