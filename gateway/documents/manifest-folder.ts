import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#libs/platform/process/log';
import { readManifest, type Manifest } from './manifest';

/** The lists in a folder. Told whether one has changed since it was last read; a file that cannot be read keeps its last good list. */
export class ManifestFolder {
  private readonly lists = new Map<string, Manifest>();
  private seen = '';

  constructor(
    private readonly folder: string,
    private readonly log: Log,
  ) {}

  /** All documents, when anything has changed. */
  changes(): ReadonlyMap<string, string> | undefined {
    const files = this.files();
    const now = files.map(({ name, version }) => `${name} ${version}`).join('\n');
    if (now === this.seen) return undefined;
    this.seen = now;
    const names = new Set(files.map(({ name }) => name));
    for (const name of this.lists.keys()) if (!names.has(name)) this.lists.delete(name);
    for (const { name } of files) this.read(name);
    return new Map([...this.lists.values()].flatMap((list) => Object.entries(list)));
  }

  private files(): readonly { readonly name: string; readonly version: string }[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .flatMap((name) => {
          const stat = statSync(join(this.folder, name), { throwIfNoEntry: false });
          return stat ? [{ name, version: `${stat.mtimeMs} ${stat.size} ${stat.ino}` }] : [];
        });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  private read(name: string): void {
    try {
      this.lists.set(name, readManifest(readFileSync(join(this.folder, name), 'utf8')));
    } catch (err) {
      this.log.error({ err, what: name }, 'a list of registered documents cannot be read; its last one stays in force');
    }
  }
}
