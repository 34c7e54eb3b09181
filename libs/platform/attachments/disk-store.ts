import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../process/ids';
import type { AttachmentKey, AttachmentStore, StoredFile } from './attachment-store';

/** Files in a folder, one below for each shop. */
export function createDiskStore(folder: string): AttachmentStore {
  const folderOf = (shopId: string): string => join(folder, checked(shopId));
  const pathOf = ({ shopId, id }: AttachmentKey): string => join(folderOf(shopId), checked(id));
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(folderOf(key.shopId), { recursive: true, mode: 0o700 });
      // Whoever reads sees the whole file or none.
      await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
      await rename(`${path}.part`, path);
    },
    get: async (key) => readFile(pathOf(key)).catch(unlessMissing),
    remove: async (key) => rm(pathOf(key), { force: true }),
    list: () => filesIn(folder),
  };
}

/** What is no id of ours is no part of a path. */
function checked(id: string): string {
  if (!isId(id)) throw new Error('An attachment is named by ids');
  return id;
}

async function* filesIn(folder: string): AsyncIterable<StoredFile> {
  for (const shopId of await readdir(folder).catch(() => []))
    for (const id of await readdir(join(folder, shopId)).catch(() => [])) {
      const found = isId(id) && isId(shopId) ? await stat(join(folder, shopId, id)).catch(unlessMissing) : undefined;
      if (found) yield { shopId, id, storedAt: found.mtime };
    }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
