import { isOpenedBy, isUseTold, type ApiKey } from '../domain/api-key';
import { saveUse } from '../store/api-keys';
import type { Deps } from '../../deps';

/** Whether the key opens with this digest now. A use is written down, so that the shop sees which of its keys nobody needs. */
export async function opensNow({ db, clock }: Pick<Deps, 'db' | 'clock'>, key: ApiKey, digest: string): Promise<boolean> {
  const now = clock.now();
  if (!isOpenedBy(key, digest, now)) return false;
  if (!isUseTold(key, now)) await db.transaction([key.shopId], (tx) => Promise.resolve(saveUse(tx, key.id, now)), { lazy: true });
  return true;
}
