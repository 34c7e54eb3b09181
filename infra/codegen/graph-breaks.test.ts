import { buildSchema } from 'graphql';
import { graphBreaks, noteOf, releasedNotes, sinceRelease, withoutNote } from './graph-breaks';
import { publicGraph } from './public-graph';

const sdl = `
  type Query { shop(id: ID!, first: Int = 10): Shop }
  type Mutation { rename(input: Rename!): Shop }
  type Shop { id: ID!, name: String!, state: State! }
  input Rename { id: ID!, loud: Boolean = false }
  enum State { OPEN, CLOSED }
`;

const released = buildSchema(sdl);

const changed = (from: string, to: string): string[] => graphBreaks(released, buildSchema(sdl.replace(from, to)));

describe('a change of the graph', () => {
  it.each([
    ['a field', 'name: String!, state', 'name: String!, city: String, state'],
    ['an optional argument', 'id: ID!, first', 'id: ID!, after: ID, first'],
    ['an optional input field', 'input Rename { id: ID!', 'input Rename { id: ID!, name: String'],
    ['an enum value', 'OPEN, CLOSED', 'OPEN, CLOSED, PAUSED'],
    ['a type', 'enum State', 'type Other { id: ID! } enum State'],
  ])('passes when it adds %s', (_what, from, to) => {
    expect(changed(from, to)).toEqual([]);
  });

  it.each([
    ['a field that goes', 'name: String!, ', '', 'Shop.name was removed.'],
    ['a field that may be null now', 'name: String!', 'name: String', 'Shop.name changed type from String! to String.'],
    ['an argument that is needed', 'id: ID!, first', 'id: ID!, city: ID!, first', 'A required arg city on Query.shop was added.'],
    [
      'an input field that is needed',
      '{ id: ID!, loud',
      '{ id: ID!, name: ID!, loud',
      'A required field name on input type Rename was added.',
    ],
    ['an enum value that goes', 'OPEN, CLOSED', 'OPEN', 'CLOSED was removed from enum type State.'],
    [
      'another default of an input',
      'loud: Boolean = false',
      'loud: Boolean = true',
      'Rename.loud has changed defaultValue from false to true.',
    ],
    ['another default', 'first: Int = 10', 'first: Int = 5', 'Query.shop arg first has changed defaultValue from 10 to 5.'],
  ])('is refused for %s, until a note names it and says why', (_what, from, to, expected) => {
    const breaks = changed(from, to);
    expect(breaks).toEqual([expected]);
    const notes = (line: string): string => `# Changes\n\n${sinceRelease}\n${line}\n\n## Released 2026-01-01\n`;
    expect(withoutNote(breaks, notes(''))).toEqual([expected]);
    expect(withoutNote(breaks, notes(`- \`${noteOf(expected)}\``))).toEqual([expected]);
    expect(withoutNote(breaks, notes('- `Shop.other was removed.` nobody used it.'))).toEqual([expected]);
    expect(withoutNote(breaks, notes(`- \`${noteOf(expected)}\` nobody used it.`))).toEqual([]);
  });

  it('is not excused by a note of an earlier release', () => {
    const note = '- `Shop.name was removed.` use `title`.';
    const before = `# Changes\n\n${sinceRelease}\n${note}\n`;
    const after = releasedNotes(before, '2026-02-01');
    expect(after).toContain(`## Released 2026-02-01\n${note}`);
    expect(withoutNote(['Shop.name was removed.'], before)).toEqual([]);
    expect(withoutNote(['Shop.name was removed.'], after)).toEqual(['Shop.name was removed.']);
    expect(releasedNotes(after, '2026-03-01')).toBe(after);
  });
});

it('the public graph has what can be watched, and nothing of federation', () => {
  const graph = publicGraph();
  expect(Object.keys(graph.getSubscriptionType()!.getFields())).toContain('boardChanged');
  expect(Object.keys(graph.getTypeMap()).filter((name) => /^(_Any|_Entity|_Service|join__|link__)/.test(name))).toEqual([]);
});
