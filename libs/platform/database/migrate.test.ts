import { newestMigration, type MigrationClass } from './migrate';

it('the newest migration is the one with the latest time stamp, wherever it is listed', () => {
  const migrations = [1, 3, 2].map((day) => {
    const migration = class {} as unknown as MigrationClass;
    return Object.defineProperty(migration, 'name', { value: `${['Z', 'A', 'M'][day - 1]}176${day}000000000` });
  });
  expect(newestMigration({ migrations })).toBe('M1763000000000');
});
