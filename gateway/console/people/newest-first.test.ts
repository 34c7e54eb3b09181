import { newestFirst } from './newest-first';

it('puts lines of several services in one order', () => {
  const line = (at: string) => ({ at });
  expect(newestFirst([[line('3'), line('1')], [], [line('2')]]).map(({ at }) => at)).toEqual(['3', '2', '1']);
});
