import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf, type Home } from '#infra/process/home';
import { makeHome } from '#infra/process/make-home';
import { identityOf, isAlive, type ProcessIdentity } from '#infra/process/process-identity';
import { killGroup } from '#infra/process/stop-process';

const prefix = 'jiedai-test-';
const ownerFile = 'owner.json';

/** A home of its own below the system's temporary folder; jars and programs come from the shared cache. */
export function makeTestHome(): Home {
  return newHome(mkdtempSync(join(tmpdir(), prefix)));
}

/** A home inside another test home, so that it is swept together with it. */
export function makeInnerHome(outer: string, name: string): Home {
  return newHome(mkdtempSync(join(outer, `${name}-`)));
}

/** Notes a process that must not outlive the test run `root` belongs to. */
export function noteProcess(root: string, identity: ProcessIdentity | undefined): void {
  if (identity) writeFileSync(join(root, `process-${identity.pid}.json`), JSON.stringify(identity));
}

/** Kills every process noted in this test home and in the homes inside it, and removes the folder. */
export function removeTestHome(root: string): void {
  killNoted(root);
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Kills what is still alive of a test home, without touching its files. */
export function killNoted(root: string): void {
  for (const identity of notedIn(root)) killGroup(identity);
}

/** Removes the homes of test runs that were killed, with the servers they left behind. */
export function sweepStaleHomes(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const root = join(tmpdir(), name);
    const owner = readIdentity(join(root, ownerFile));
    if (owner && !isAlive(owner)) removeTestHome(root);
  }
}

function newHome(root: string): Home {
  const home = homeOf({ ...process.env, JIEDAI_HOME: root });
  makeHome(home);
  mkdirSync(home.logs, { recursive: true });
  writeFileSync(join(root, ownerFile), JSON.stringify(identityOf(process.pid)));
  return home;
}

function notedIn(root: string): ProcessIdentity[] {
  return listOrEmpty(root).flatMap((entry) => {
    if (/^process-\d+\.json$/.test(entry)) return readIdentity(join(root, entry)) ?? [];
    return /^(system|broker)-/.test(entry) ? notedIn(join(root, entry)) : [];
  });
}

function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

function listOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
