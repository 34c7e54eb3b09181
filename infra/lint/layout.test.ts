import { layoutProblems } from './layout';

const problemsOf = (path: string, lines = 10): string[] => layoutProblems([{ path, lines }]);

test.each([
  'services/shop/main.ts',
  'services/shop/accounts/schema.graphql',
  'services/shop/accounts/domain/account.ts',
  'services/routing/decision/domain/steps/availability.ts',
  'services/shop/migrations/index.ts',
  'services/shop/generated/resolver-types.ts',
  'libs/platform/errors.ts',
])('%s is where it belongs', (path) => {
  expect(problemsOf(path)).toEqual([]);
});

test.each([
  ['services/shop/account-rules.ts', 'belongs into the folder of a feature'],
  ['services/shop/accounts/account.ts', 'belongs into a room: domain, app, store, resolvers'],
  ['services/shop/accounts/helpers/account.ts', '"helpers" is no room'],
])('%s is told of', (path, problem) => {
  expect(problemsOf(path)).toEqual([expect.stringContaining(problem)]);
});

test('a file is at most 400 lines long, unless it is generated', () => {
  expect(problemsOf('libs/a.ts', 400)).toEqual([]);
  expect(problemsOf('libs/a.ts', 401)).toEqual(['libs/a.ts: 401 lines, at most 400']);
  expect(problemsOf('services/shop/generated/resolver-types.ts', 2_000)).toEqual([]);
});
