import { getOperationAST, Kind, parse } from 'graphql';
import { routingWait } from './routing-wait';

function waitOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const fragmentOf = (name: string) =>
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name ? [each] : []))[0];
  return routingWait({ operation: getOperationAST(document)!, fragmentOf, variables });
}

it.each<[string, string, Record<string, unknown>, number]>([
  ['written out', 'mutation { send { session { state routing(waitMs: 2000) { outcome } } } }', {}, 2_000],
  ['in a variable', 'mutation($w: Int) { send { session { routing(waitMs: $w) { outcome } } } }', { w: 300 }, 300],
  ['as a variable’s default', 'mutation($w: Int = 700) { send { session { routing(waitMs: $w) { outcome } } } }', {}, 700],
  ['in a fragment', 'mutation { send { session { ...S } } } fragment S on Session { r: routing(waitMs: 50) { outcome } }', {}, 50],
  ['twice: the longest', 'mutation { send { session { a: routing(waitMs: 5) { cause } b: routing(waitMs: 9) { cause } } } }', {}, 9],
  ['nowhere', 'mutation { send { session { id routing { outcome } } } }', {}, 0],
])('the wait for routing is found %s', (_where, query, variables, expected) => {
  expect(waitOf(query, variables)).toBe(expected);
});
