import type { AttachmentStore } from '#libs/platform/attachments/attachment-store';
import { ticketMs } from '#libs/platform/attachments/upload-ticket';
import type { Deps, Worker } from '#libs/service/run-service';
import { usedOf } from '../store/attachments';

const everyMs = 3_600_000;
const atOnce = 500;

/** Removes files that were uploaded and never put into a message, once nobody can any more; answers how many. */
export async function sweepUploads({ readDb }: Pick<Deps, 'readDb'>, store: AttachmentStore, now: number): Promise<number> {
  let removed = 0;
  let waiting = new Map<string, string[]>();
  const look = async (): Promise<void> => {
    for (const [shopId, ids] of waiting) {
      const used = await readDb.transaction([shopId], (tx) => usedOf(tx, ids));
      for (const id of ids.filter((each) => !used.has(each))) {
        await store.remove({ shopId, id });
        removed += 1;
      }
    }
    waiting = new Map();
  };
  let count = 0;
  for await (const { shopId, id, storedAt } of store.list()) {
    if (storedAt.getTime() + 2 * ticketMs > now) continue;
    waiting.set(shopId, [...(waiting.get(shopId) ?? []), id]);
    if (++count % atOnce === 0) await look();
  }
  await look();
  return removed;
}

/** Does so every hour. Two processes that do it at once remove the same. */
export function createUploadSweeper(deps: Pick<Deps, 'readDb' | 'log'>, store: AttachmentStore): Worker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    running = sweepUploads(deps, store, Date.now()).then(
      () => undefined,
      (err: unknown) => deps.log.warn({ err }, 'uploads that nobody used could not be removed, and will be'),
    );
  };
  return {
    name: 'upload sweeper',
    start: () => {
      timer = setInterval(sweep, everyMs);
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
