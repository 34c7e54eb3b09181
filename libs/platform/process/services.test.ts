import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './repo-root';
import { services } from './services';

it('lists exactly the folders of services/', () => {
  const folders = readdirSync(join(repoRoot(), 'services'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...services].sort());
});
