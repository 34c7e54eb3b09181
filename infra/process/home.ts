import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folders of one system: data that must survive, and a cache that can be fetched again. */
export interface Home {
  readonly root: string;
  readonly postgres: string;
  readonly kafka: string;
  readonly logs: string;
  readonly keys: string;
  readonly runFile: string;
  readonly cache: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where the system lives: JIEDAI_HOME and JIEDAI_CACHE, or the defaults (of root: places that the database's own user can reach). */
export function homeOf(env: Env, isRoot = process.getuid?.() === 0, userHome = homedir()): Home {
  const root = resolve(env.JIEDAI_HOME ?? (isRoot ? '/var/lib/jiedai' : join(userHome, '.local/share/jiedai')));
  const cache = resolve(env.JIEDAI_CACHE ?? (isRoot ? '/var/cache/jiedai' : join(userHome, '.cache/jiedai')));
  const inside = (name: string): string => join(root, name);
  return {
    root,
    cache,
    postgres: inside('postgres'),
    kafka: inside('kafka'),
    logs: inside('logs'),
    keys: inside('keys'),
    runFile: inside('run.json'),
  };
}

/** Makes the folders: passable for the database's user, while keys are for us alone. */
export function makeHome(home: Home): void {
  for (const folder of [home.root, home.cache]) mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const folder of [home.kafka, home.logs, home.keys]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(home.root, 0o711);
  chmodSync(home.keys, 0o700);
}
