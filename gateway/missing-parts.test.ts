import { missingParts } from './missing-parts';

describe('what a fetch was to bring', () => {
  it('is its root fields, by the names of the answer', () => {
    expect(missingParts('query { viewer { id } mine: shop(id: "s") { name } __typename }')).toEqual([['viewer'], ['mine']]);
    expect(missingParts('mutation($input: X!) { sendBuyerMessage(input: $input) { session { id } } }', { input: {} })).toEqual([
      ['sendBuyerMessage'],
    ]);
  });

  it('is the fields of each entity', () => {
    const query = `query($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Session { routing { cause } queuePosition } ... on Agent { __typename load ... on Agent { held } } } }`;
    const representations = [
      { __typename: 'Session', id: 'a' },
      { __typename: 'Agent', id: 'b' },
    ];
    expect(missingParts(query, { representations })).toEqual([
      ['_entities', 0, 'routing'],
      ['_entities', 0, 'queuePosition'],
      ['_entities', 1, 'load'],
      ['_entities', 1, 'held'],
    ]);
  });

  it('is not told at any length', () => {
    const query = 'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Agent { load held } } }';
    const representations = Array.from({ length: 1_000 }, (_, at) => ({ __typename: 'Agent', id: String(at) }));
    expect(missingParts(query, { representations })).toHaveLength(20);
  });
});
