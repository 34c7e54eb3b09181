import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';

/* The lint configuration is JavaScript, because ESLint reads it as it is. */
const { syntax } = require('./syntax.js') as { syntax: Linter.Config[] };
const { walls } = require('./walls.js') as { walls: Linter.Config[] };

const linter = new Linter();
const config: Linter.Config[] = [{ files: ['**/*.ts'], languageOptions: { parser: parser as Linter.Parser } }, ...walls, ...syntax];

const problems = (file: string, code: string): string[] => linter.verify(code, config, file).map(({ message }) => message);
const refused = (file: string, code: string): boolean => problems(file, code).length > 0;

describe('walls between rooms', () => {
  it.each([
    ['services/shop/app/a.ts', "import { x } from '#services/routing/app/x';"],
    ['services/shop/app/a.ts', "import { x } from '../../routing/app/x';"],
    ['services/shop/app/a.ts', "import { x } from '../resolvers/x';"],
    ['services/shop/store/a.ts', "import { x } from '../app/x';"],
    ['services/shop/accounts/app/a.ts', "import { x } from '../resolvers/x';"],
    ['services/shop/accounts/app/a.ts', "import { x } from '../../features';"],
    ['services/shop/accounts/store/a.ts', "import { x } from '../../shops/app/x';"],
    ['services/shop/accounts/domain/a.ts', "import { x } from '../../shops/store/x';"],
    ['services/shop/domain/a.ts', "import { x } from '../store/x';"],
    ['services/shop/domain/a.ts', "import pg from 'pg';"],
    ['services/shop/domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['services/shop/domain/a.ts', "import { x } from '#libs/platform/database/database';"],
    ['services/shop/app/a.ts', "import { Kafka } from 'kafkajs';"],
    ['libs/platform/a.ts', "import { Kafka } from 'kafkajs';"],
    ['libs/platform/a.ts', "import { x } from '#libs/messaging/index';"],
    ['libs/messaging/a.ts', "import { x } from '#services/shop/app/x';"],
    ['gateway/a.ts', "import { x } from '#services/shop/app/x';"],
  ])('%s may not say %s', (file, code) => {
    expect(refused(file, code)).toBe(true);
  });

  it.each([
    ['services/shop/app/a.ts', "import { x } from '../store/x';"],
    ['services/shop/shops/app/a.ts', "import { x } from '../../accounts/store/x';"],
    ['services/shop/resolvers/a.ts', "import { x } from '../app/x';"],
    ['services/shop/domain/a.ts', "import { isOpen } from '#libs/calendar/index';"],
    ['libs/messaging/a.ts', "import { Kafka } from 'kafkajs';"],
    ['infra/replay/a.ts', "import { Kafka } from 'kafkajs';"],
  ])('%s may say %s', (file, code) => {
    expect(problems(file, code)).toEqual([]);
  });
});

describe('purity of domain/ and libs/calendar', () => {
  it.each([
    'const x = Date.now();',
    'const x = new Date();',
    'const x = Math.random();',
    'async function f() {}',
    'const e = process.env.X;',
  ])('refuses %s', (code) => {
    expect(refused('services/shop/domain/a.ts', code)).toBe(true);
    expect(refused('services/shop/shops/domain/a.ts', code)).toBe(true);
    expect(refused('libs/calendar/a.ts', code)).toBe(true);
  });

  it('allows an instant that arrived as an argument', () => {
    expect(problems('services/shop/domain/a.ts', 'export const later = (at: Date) => new Date(at.getTime() + 1);')).toEqual([]);
  });
});

it('the environment is read in main.ts and config.ts only', () => {
  const code = 'export const port = process.env.PORT;';
  expect(refused('services/shop/app/a.ts', code)).toBe(true);
  expect(refused('services/shop/main.ts', code)).toBe(false);
  expect(refused('gateway/config.ts', code)).toBe(false);
});

it('nothing is exported by default', () => {
  expect(refused('infra/a.ts', 'export default 1;')).toBe(true);
});
