import { circlesIn } from './circles';

const graph = (edges: Record<string, string[]>): Map<string, string[]> => new Map(Object.entries(edges));

test.each<[string, Record<string, string[]>, string[][]]>([
  ['a tree', { a: ['b', 'c'], b: ['c'], c: [] }, []],
  ['two that name each other', { a: ['b'], b: ['a'], c: ['a'] }, [['a', 'b']]],
  ['a way back over three', { a: ['b'], b: ['c'], c: ['a', 'd'], d: [] }, [['a', 'b', 'c']]],
  ['one that names itself', { a: ['a'] }, [['a']]],
  [
    'two circles apart',
    { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
    [
      ['c', 'd'],
      ['a', 'b'],
    ],
  ],
])('%s', (_what, edges, circles) => {
  expect(circlesIn(graph(edges))).toEqual(circles);
});
