import DataLoader from 'dataloader';
import { isId } from '../process/ids';

/**
 * A request's look-up by key, batched and fenced to the caller's shop (INV-6): a key that cannot be one of ours and a caller without a shop never reach
 * the database, and whatever is not found answers null.
 */
export function fencedLoader<K, V>(
  shop: string | null,
  read: (shopId: string, keys: K[]) => Promise<ReadonlyMap<K, V>>,
  isKey: (key: K) => boolean = (key) => typeof key === 'string' && isId(key),
): DataLoader<K, V | null> {
  return new DataLoader(async (keys) => {
    const known = keys.filter(isKey);
    const found = shop === null || known.length === 0 ? new Map<K, V>() : await read(shop, known);
    return keys.map((key) => found.get(key) ?? null);
  });
}
