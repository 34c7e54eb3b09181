import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderFault } from './folder-fault';
import { contentsOf, type Home } from './home';

const neededMiB = 200;

/**
 * Makes the folders: passable for the database's user, while keys are for us alone. Refuses, with a sentence, a folder that holds something of
 * somebody else's where our data would go, and one that cannot be written.
 */
export function makeHome(home: Home): void {
  const inOwnWords = (setting: string, folder: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      throw folderFault(setting, folder, error);
    }
  };
  inOwnWords('JIEDAI_HOME', home.root, () => {
    makeFolder(home.root);
    if (!isOurs(home)) requireRoom(home);
    writeFileSync(home.mark, 'This folder belongs to Jiedai. `npm run reset` empties it.\n');
    for (const folder of [home.kafka, home.logs, home.keys]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(home.root, 0o711);
    chmodSync(home.keys, 0o700);
  });
  inOwnWords('JIEDAI_CACHE', home.cache, () => makeFolder(home.cache));
}

/** Folder by folder: Node's own recursive way hides why it fails on a read-only disk, and never ends below /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}

/** Whether the folder bears our mark, or is the home of a system that ran before homes were marked. */
export const isOurs = (home: Home): boolean => existsSync(home.mark) || hasOurRunFile(home.runFile);

function hasOurRunFile(file: string): boolean {
  try {
    const run = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null;
    return typeof run?.['ports'] === 'object' && typeof run['processes'] === 'object';
  } catch {
    return false;
  }
}

/** A new home: nothing may be where our data goes, and there must be room for it. */
function requireRoom(home: Home): void {
  const foreign = contentsOf(home).filter((path) => existsSync(path) && !isEmptyFolder(path));
  if (foreign.length > 0) {
    throw new Error(
      `${home.root} is no home of Jiedai, and holds ${foreign.join(', ')} already: set JIEDAI_HOME to a new or empty folder.`,
    );
  }
  const { bavail, bsize } = statfsSync(home.root);
  const freeMiB = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMiB < neededMiB) {
    throw new Error(
      `${home.root} has ${freeMiB} MiB left, ${neededMiB} are needed: free some, or set JIEDAI_HOME to a folder on another disk.`,
    );
  }
}

const isEmptyFolder = (path: string): boolean => statSync(path).isDirectory() && readdirSync(path).length === 0;
