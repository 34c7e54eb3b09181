import { migrationProblem } from './migration-check';

it.each([
  ['both have the same, in another order', ['A1', 'B2'], ['B2', 'A1'], undefined],
  ['an older migration was added later and is missing', ['A1', 'B2'], ['B2'], 'the database has not been migrated to A1'],
  ['nothing was migrated', ['A1'], [], 'the database has not been migrated to A1'],
  ['newer code was here', ['A1'], ['A1', 'C3'], 'the database was migrated by newer code (C3)'],
])('%s', (_what, ours, theirs, problem) => {
  expect(migrationProblem(ours, theirs)).toBe(problem);
});
