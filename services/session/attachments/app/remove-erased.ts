import type { AttachmentStore } from '#libs/platform/attachments/attachment-store';
import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { usedOf } from '../store/attachments';
import { noteRemoved, shopsWithErased, someErased } from '../store/erased-files';

const everyMs = 10_000;

/**
 * Removes the files of a shop's erased buyers; answers how many. They are noted until they are gone, so whatever stops it, the next call goes on. A file that
 * is also in a message to another buyer, since somebody sent it to both, stays for that one.
 */
export async function removeErased({ db }: Pick<Deps, 'db'>, store: AttachmentStore, shopId: string): Promise<number> {
  let count = 0;
  for (;;) {
    const { ids, used } = await db.transaction([shopId], async (tx) => {
      const found = await someErased(tx, shopId);
      return { ids: found, used: await usedOf(tx, found) };
    });
    if (ids.length === 0) return count;
    for (const id of ids.filter((each) => !used.has(each))) {
      await store.remove({ shopId, id });
      count += 1;
    }
    await db.transaction([shopId], (tx) => Promise.resolve(noteRemoved(tx, shopId, ids)));
  }
}

/** Does so in all shops, from the start of the process on. Two processes that do it at once remove the same. */
export const createErasedFileRemover = (deps: Pick<Deps, 'db' | 'workerDb' | 'log'>, store: AttachmentStore): Worker => ({
  name: 'erased files',
  ...repeat(
    'erased files',
    everyMs,
    async () => {
      for (const shopId of await shopsWithErased(deps.workerDb)) await removeErased(deps, store, shopId);
    },
    deps.log,
  ),
});
