import { parse } from 'graphql';
import { readSubgraphSchema, subgraphs } from './subgraph-schema';
import { undescribed } from './undescribed';

it('names what has no description, an empty one included', () => {
  const schema = parse(`
    "A colour." enum Colour { "Like fire." RED BLUE }
    type Query { "The shop." shop(id: ID!, "Which." at: Int): Shop }
    "A shop." type Shop { "" name: String }
    extend type Shop { "How it looks." colour: Colour size: Int }
    "What is asked for." input Wish { colour: Colour }
    scalar Instant
  `);
  expect(undescribed(schema)).toEqual(['Colour.BLUE', 'Query', 'Query.shop(id)', 'Shop.name', 'Shop.size', 'Wish.colour', 'Instant']);
});

/** Being described. */
const pending: readonly string[] = ['metrics'];

it.each(subgraphs.filter((subgraph) => !pending.includes(subgraph)))('everything in the subgraph of %s is described', (subgraph) => {
  expect(undescribed(readSubgraphSchema(subgraph))).toEqual([]);
});
