import { sortScripts } from './sort-scripts';

it('named scripts share the places that they have, and the order of the others stays', () => {
  const at = (id: string, position: number) => ({ id, position });
  expect(sortScripts([at('c', 7), at('a', 1), at('b', 3)])).toEqual([at('c', 1), at('a', 3), at('b', 7)]);
  expect(sortScripts([])).toEqual([]);
});
