import { newestOf } from './newest-of';

it('keeps the newest snapshot of each subject, in order of the subjects', () => {
  const [b1, a2, a1] = [
    { shopId: 'b', version: 1 },
    { shopId: 'a', version: 2 },
    { shopId: 'a', version: 1 },
  ];
  expect(newestOf([b1, a2, a1])).toEqual([a2, b1]);
});
