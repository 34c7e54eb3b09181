import type { AttachmentStore } from '#libs/platform/attachments/attachment-store';
import type { Deps } from '#libs/service/run-service';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { takeOutOf, usedOf } from '../store/attachments';

/**
 * Deletes all files of a buyer's messages, and their traces in the messages; answers how many files. Safe to be done again. A file that is also in a message
 * to another buyer, since somebody sent it to both, stays for that one.
 */
export async function eraseAttachments(
  { db, store }: Pick<Deps, 'db'> & { readonly store: AttachmentStore | undefined },
  shopId: string,
  buyerId: string,
): Promise<number> {
  const { files, used } = await db.transaction([shopId], async (tx) => {
    meetBuyers(tx, { named: [], known: [buyerId], sessions: [] });
    const taken = await takeOutOf(tx, buyerId);
    return { files: taken, used: await usedOf(tx, taken) };
  });
  const gone = files.filter((id) => !used.has(id));
  for (const id of gone) await store?.remove({ shopId, id });
  return gone.length;
}
