import type { GraphQLError } from 'graphql';
import type { GraphNames } from './graph-names';
import { inputPathOf, withoutInput } from './input-path';

export interface RequestProblem {
  /** The sentence for the client, without an echo of what was sent. */
  readonly message: string;
  readonly field?: string;
  readonly expected?: string;
}

const scalars: Readonly<Record<string, string>> = {
  Int: 'a whole number of 32 bits',
  Float: 'a number',
  String: 'a text',
  Boolean: 'true or false',
  ID: 'an id',
};

type Finding = Omit<RequestProblem, 'message'>;

/** What graphql-js says about a wrong request, by its sentences; groups are the names in them. `at` is the field it points at, when it names one. */
const sentences: readonly (readonly [RegExp, (found: readonly string[], names: GraphNames, at: string | undefined) => Finding])[] = [
  [/Value "\S*" does not exist in "(\w+)" enum/, ([type = ''], names, at) => ({ field: at, expected: valueOf(type, names) })],
  [/Enum "(\w+)" cannot represent/, ([type = ''], names, at) => ({ field: at, expected: valueOf(type, names) })],
  [
    /Field "(\w+)" is not defined by type "(\w+)"/,
    ([field = '', type = ''], names, at) => ({
      field: below(at, field),
      expected: oneOf('the fields', Object.keys(names.inputs(type) ?? {})),
    }),
  ],
  [
    /Field "(?:\w+\.)?(\w+)" of required type "(\S+)" was not provided/,
    ([field = '', type = ''], names, at) => ({ field: below(at, field), expected: valueOf(type, names) }),
  ],
  [
    /(?:argument|Argument) "(\w+)" of (?:required )?type "(\S+)" (?:is required|was not provided)/,
    ([field, type = ''], names) => ({ field, expected: valueOf(type, names) }),
  ],
  [
    /Variable "\$(\w+)" of (?:required|non-null) type "(\S+)"/,
    ([field, type = ''], names, at) => ({ field: at ?? field, expected: valueOf(type, names) }),
  ],
  [
    /Variable "\$(\w+)" of type "\S+" used in position expecting type "(\S+)"/,
    ([field, type]) => ({ field, expected: `a variable of type ${type}` }),
  ],
  [/Cannot query field "(\w+)" on type "(\w+)"/, ([field, type]) => ({ field, expected: `a field of ${type}` })],
  [/Unknown argument "(\w+)" on field "([\w.]+)"/, ([field, owner]) => ({ field, expected: `an argument of ${owner}` })],
  [/Unknown type "(\w+)"/, ([field]) => ({ field, expected: 'a type of this graph' })],
  [/(Int|Float|String|Boolean|ID) cannot represent/, ([type = ''], _names, at) => ({ field: at, expected: scalars[type] })],
  [/Expected (?:value of |non-nullable )?type "(\S+?)"/, ([type = ''], names, at) => ({ field: at, expected: valueOf(type, names) })],
];

/** A text that is no GraphQL has no fields to point at. */
function syntaxProblem(text: string): RequestProblem {
  const most = /contains more tha[nt] (\d+) tokens/.exec(text)?.[1];
  return { message: text, field: 'query', expected: most === undefined ? 'a GraphQL document' : `at most ${most} tokens` };
}

/** What is wrong with a request and what would be right, read from graphql-js's sentence. */
export function requestProblem(text: string, error: unknown, names: GraphNames): RequestProblem {
  const message = text.replace(/got invalid value [\s\S]*?(?= at "|; )/, 'got an invalid value').slice(0, 500);
  if (text.startsWith('Syntax Error')) return syntaxProblem(message);
  const said = / at "([^"]+)"/.exec(text)?.[1];
  for (const [pattern, finding] of sentences) {
    const found = pattern.exec(text);
    if (found) return { message, ...finding(found.slice(1), names, said === undefined ? pointedAt(error) : withoutInput(said)) };
  }
  return { message };
}

const pointedAt = (error: unknown): string | undefined => (isPositioned(error) ? inputPathOf(error) : undefined);

const isPositioned = (error: unknown): error is GraphQLError => error instanceof Error && 'positions' in error && 'source' in error;

const below = (at: string | undefined, field: string): string =>
  at === undefined || at.split('.').at(-1) === field ? (at ?? field) : `${at}.${field}`;

const oneOf = (what: string, names: readonly string[]): string =>
  names.length > 0 ? `one of ${what} ${names.join(', ')}` : `one of ${what} of this graph`;

function valueOf(type: string, names: GraphNames): string {
  const bare = type.replace(/[![\]]/g, '');
  const values = names.values(bare);
  if (values) return `one of ${values.join(', ')}`;
  return scalars[bare] ?? `a value of type ${type}`;
}
