import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folders of one system: data that must survive, and a cache that can be fetched again. */
export interface Home {
  readonly root: string;
  readonly postgres: string;
  readonly kafka: string;
  readonly logs: string;
  readonly keys: string;
  /** Lists of the documents that front ends have registered. */
  readonly operations: string;
  /** Files that were uploaded, unless they lie in a bucket. */
  readonly attachments: string;
  readonly runFile: string;
  /** Its presence says that the folder is ours, so that a reset may empty it. */
  readonly mark: string;
  readonly cache: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where the system lives: JIEDAI_HOME and JIEDAI_CACHE, or the defaults (of root: places that the database's own user can reach). An empty setting
 * is none; it would be the current folder.
 */
export function homeOf(env: Env, isRoot = process.getuid?.() === 0, userHome = homedir()): Home {
  const root = resolve(env.JIEDAI_HOME?.trim() || (isRoot ? '/var/lib/jiedai' : join(userHome, '.local/share/jiedai')));
  const cache = resolve(env.JIEDAI_CACHE?.trim() || (isRoot ? '/var/cache/jiedai' : join(userHome, '.cache/jiedai')));
  const inside = (name: string): string => join(root, name);
  return {
    root,
    cache,
    postgres: inside('postgres'),
    kafka: inside('kafka'),
    logs: inside('logs'),
    keys: inside('keys'),
    operations: inside('operations'),
    attachments: inside('attachments'),
    runFile: inside('run.json'),
    mark: inside('.jiedai-home'),
  };
}

/** Everything that a home holds and a reset removes. */
export const contentsOf = (home: Home): readonly string[] => [
  home.runFile,
  home.postgres,
  home.kafka,
  home.keys,
  home.operations,
  home.attachments,
  home.logs,
];
