import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that a test may fill. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves no byte on it. */
  fill(): void;
  /** Gives the space back. */
  free(): void;
  remove(): void;
}

/** Why a test that needs such a disk is skipped. */
export const noDisk = 'this machine lets us mount no file system, which takes root and embedded servers';

/** Mounts a file system of so many MB in memory; undefined on a machine that does not let us. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'jiedai-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

function fillUp(file: string): void {
  const to = openSync(file, 'a');
  try {
    for (let chunk = 1 << 20; chunk > 0;) {
      try {
        writeSync(to, Buffer.alloc(chunk));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        chunk >>= 1;
      }
    }
  } finally {
    closeSync(to);
  }
}
