import { toggled } from './toggled';

it('takes in what is not there, and out what is', () => {
  expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]);
});
