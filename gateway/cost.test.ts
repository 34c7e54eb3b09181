import { buildASTSchema, getOperationAST, parse, Kind } from 'graphql';
import { boardQuery } from './board-query';
import { costOf } from './cost';
import { limits } from './limits';
import { readSupergraph } from './supergraph';

const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });

function priceOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const fragmentOf = (name: string) =>
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name ? [each] : []))[0];
  return costOf({ schema, operation: getOperationAST(document)!, fragmentOf, variables }, 100_000);
}

const listOf = (first: string, inner: string): string =>
  `{ shop(id: "s") { sessions${first} { nodes { id messages${inner} { nodes { text } } } } } }`;
/** shop, sessions and nodes, and per session id, messages and nodes, and per message its text. */
const price = (sessions: number, messages: number): number => 3 + sessions * (3 + messages);

describe('what a query costs', () => {
  it('is one for each field', () => {
    expect(priceOf('{ viewer { id shop { id name } } }')).toBe(5);
  });

  it('counts what stands below a page as often as the page has entries, and nothing else', () => {
    expect(priceOf('{ shop(id: "s") { sessions(first: 20) { totalCount pageInfo { hasNextPage } nodes { id state } } } }')).toBe(
      6 + 20 * 2,
    );
    expect(priceOf('{ shop(id: "s") { receptionVersions(first: 7) { nodes { number savedAt } } } }')).toBe(3 + 7 * 2);
  });

  it('counts an inbox by its page, and by the sessions that are named where these are fewer', () => {
    expect(priceOf('{ inbox { id state } }')).toBe(1 + 100 * 2);
    expect(priceOf('query($ids: [ID!]) { inbox(ids: $ids, first: 500) { id state } }', { ids: ['a', 'b', 'c'] })).toBe(1 + 3 * 2);
    expect(priceOf('query($ids: [ID!]) { inbox(ids: $ids, first: 2) { id state } }', { ids: ['a', 'b', 'c'] })).toBe(1 + 2 * 2);
    expect(priceOf('query($ids: [ID!]) { inbox(ids: $ids, first: 500) { id state } }', { ids: null })).toBe(1 + 500 * 2);
  });

  it.each<[string, string, Record<string, unknown>, number]>([
    ['written out', listOf('(first: 100)', '(first: 100)'), {}, price(100, 100)],
    ['in a variable', `query($n: Int) ${listOf('(first: $n)', '(first: $n)')}`, { n: 100 }, price(100, 100)],
    ['as a variable’s default', `query($n: Int = 100) ${listOf('(first: $n)', '(first: $n)')}`, {}, price(100, 100)],
    ['as the list’s default', listOf('', ''), {}, price(20, 50)],
    ['as the list’s default, for a variable that is absent', `query($n: Int) ${listOf('(first: $n)', '(first: $n)')}`, {}, price(20, 50)],
    ['as the list’s default, for null', listOf('(first: null)', '(first: null)'), {}, price(20, 50)],
    ['of the last ones', listOf('(first: 100)', '(first: 1, last: 100)'), {}, price(100, 100)],
    [
      'in fragments',
      `query { ...A } fragment A on Query { shop(id: "s") { sessions(first: 100) { nodes { ...B } } } } fragment B on Session { id ... on Session { messages(first: 100) { nodes { text } } } }`,
      {},
      price(100, 100),
    ],
  ])('is the same for a page whose size is %s', (_form, query, variables, expected) => {
    expect(priceOf(query, variables)).toBe(expected);
  });

  it('leaves the Board query room', () => {
    expect(priceOf(boardQuery)).toBeLessThan(limits.cost / 2);
  });

  it('is not counted far beyond the limit, however often fragments are named', () => {
    const bombs = Array.from({ length: 40 }, (_, at) => `fragment F${at} on Viewer { ...F${at + 1} ...F${at + 1} }`).join(' ');
    expect(priceOf(`{ viewer { ...F0 } } ${bombs} fragment F40 on Viewer { id }`)).toBe(100_001);
  });
});
