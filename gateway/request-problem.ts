import {
  isInputType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { cutText } from '#libs/platform/cut-text';
import { expectedOf, fieldsOf, typeAt } from './expected-value';
import { limits } from './limits';

/** What is wrong with a request: one sentence that repeats no text of the client's, the field at fault and what would be right, as far as they are known. */
export interface RequestProblem {
  readonly message: string;
  readonly field?: string | undefined;
  readonly expected?: string | undefined;
}

/** Where a request holds a value: its dotted name, without the `input` that every mutation has, and the type wanted there. */
export interface Place {
  readonly at: string | undefined;
  readonly type: GraphQLInputType | undefined;
}

/** The sentences of graphql-js that say what is right, without their values; groups are the names in them. */
const sentences: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^Cannot query field "(\w+)" on type "(\w+)"/, (type) => `a field of ${type}`],
  [/^Unknown argument "(\w+)" on field "([\w.]+)"/, (field) => `an argument of ${field}`],
  [/^Unknown type "(\w+)"/, () => 'a type of this graph'],
  [/^Variable "\$(\w+)" .* expecting type "(\S+)"/, (type) => `a variable of type ${type}`],
];
const missingArgument = /argument "(\w+)" of type "(\S+)" is required/;
const aboutValue = /cannot represent|^Expected value of type|^Value [\s\S]* does not exist in|is not defined by type|of required type/;
const unknownField = /^Field "(\w+)" is not defined by type/;
/** How Apollo names what is wrong with a body. */
const partOfRequest = /`(variables|operationName)`/;
const missingField = /^Field "(?:\w+\.)?(\w+)" of required type/;

/** What graphql-js found wrong with the text of a query; its own sentence where nothing better is known. */
export const requestProblem = (error: GraphQLError, schema: GraphQLSchema): RequestProblem => brief(problemOf(error, schema));

function problemOf(error: GraphQLError, schema: GraphQLSchema): RequestProblem {
  const message = sentenceOf(error.message);
  if (/contains more tha[nt] \d+ tokens/.test(error.message))
    return { message: 'The query has too many tokens.', field: 'query', expected: `at most ${limits.tokens} tokens` };
  if (error.message.startsWith('Syntax Error')) return { message, field: 'query', expected: 'a GraphQL document' };
  if (error.message.includes('Cross-Site Request Forgery'))
    return {
      message: 'The request could be one that a page of another site has sent.',
      field: 'content-type',
      expected: 'content-type: application/json, or a header apollo-require-preflight: true',
    };
  for (const [pattern, expected] of sentences) {
    const [found, field, name = ''] = pattern.exec(error.message) ?? [];
    if (found !== undefined) return { message, field, expected: expected(name) };
  }
  const [, argument, type = ''] = missingArgument.exec(error.message) ?? [];
  if (argument !== undefined) return { message, field: argument, expected: expectedOfNamed(type, schema) };
  if (aboutValue.test(error.message)) return valueProblem(error.message, placeOf(error, schema));
  return { message, field: partOfRequest.exec(error.message)?.[1] ?? 'query' };
}

/** What is wrong with a value; `said` is graphql-js's sentence about it. */
export function valueProblem(said: string, { at, type }: Place): RequestProblem {
  const unknown = unknownField.exec(said)?.[1];
  const missing = missingField.exec(said)?.[1];
  const field = below(at, unknown ?? missing);
  if (type === undefined) return { message: 'A value is not valid.', field };
  const expected = unknown === undefined ? expectedOf(missing === undefined ? type : typeAt(type, [missing])) : fieldsOf(type);
  return { message: `${field ?? 'input'} is not valid: ${expected}.`, field, expected };
}

/** `input.buyer.name` → `buyer.name`, as in the refusals of the services; undefined for nothing. */
export const withoutInput = (path: string): string | undefined => path.replace(/^input(\.|$)/, '') || undefined;

const below = (at: string | undefined, field: string | undefined): string | undefined =>
  field === undefined || at?.split('.').at(-1) === field ? at : [at, field].filter((part) => part !== undefined).join('.');

function expectedOfNamed(text: string, schema: GraphQLSchema): string {
  const named = schema.getType(text.replace(/[![\]]/g, ''));
  return isInputType(named) ? expectedOf(named) : `a value of type ${text}`;
}

/** The value in the query's text that an error points at. */
function placeOf({ source, positions }: GraphQLError, schema: GraphQLSchema): Place {
  const position = positions?.[0];
  if (source === undefined || position === undefined) return { at: undefined, type: undefined };
  const info = new TypeInfo(schema);
  const path: string[] = [];
  let type: GraphQLInputType | undefined;
  const enter = (node: ASTNode, key: string | number | undefined, parent: ASTNode | readonly ASTNode[] | undefined): false | undefined => {
    if (node.loc && (position < node.loc.start || position >= node.loc.end)) return false;
    if (Array.isArray(parent) && valueKinds.has(node.kind)) path.push(String(key));
    if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.push(node.name.value);
    if (valueKinds.has(node.kind)) type = info.getInputType() ?? undefined;
    return undefined;
  };
  visit(parse(source), visitWithTypeInfo(info, { enter }));
  return { at: withoutInput(path.join('.')), type };
}

const valueKinds = new Set<Kind>([Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT]);

/** Names are the client's too: one that is longer than any of ours is not repeated, and no sentence goes on for ever. */
export const brief = ({ message, field, expected }: RequestProblem): RequestProblem => ({
  message: (field ?? '').length > longestName ? 'A name in the request is not known.' : cutText(message, 300),
  field: (field ?? '').length > longestName ? undefined : field,
  expected,
});

const longestName = 100;

/** A sentence of graphql-js that keeps quoted names, but nothing else that is quoted. */
function sentenceOf(text: string): string {
  return text.startsWith('Syntax Error')
    ? text.replace(/:? "[\s\S]*$/, '.')
    : text.replace(/"[^"]*"/g, (quoted) => (/^"[\w@$.![\]]{1,64}"$/.test(quoted) ? quoted : '"…"'));
}
