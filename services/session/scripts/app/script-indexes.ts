import { setImmediate as pause } from 'node:timers/promises';
import type { Database } from '#libs/platform/database/database';
import { ScriptIndex } from '../domain/search/script-index';
import type { ScriptCategory } from '../domain/script-category';
import { loadCategories } from '../store/categories';
import { changedScripts, noChange, type ChangePlace } from '../store/changed-scripts';

interface ShopIndex {
  readonly index: ScriptIndex;
  /** All changes up to it are in. */
  known: number;
  place: ChangePlace;
  /** Somebody reads changes at the moment. */
  reading: Promise<void> | null;
}

/** How many scripts are kept ready in all, about 5 kB each; the shops that were searched last are, and the one that is searched whatever its size. */
const mostReady = 150_000;
/** Few enough that other requests wait for some milliseconds only. */
const atOnce = 200;

/** Indexes of shops' scripts in this process. The database says how far they must have read before they answer, so none is ever behind. */
export interface ScriptIndexes {
  /** The shop's index with all changes up to a number of the library in it. */
  upTo(shopId: string, seq: number): Promise<ScriptIndex>;
}

export function createScriptIndexes(db: Database): ScriptIndexes {
  const shops = new Map<string, ShopIndex>();
  return {
    upTo: async (shopId, seq) => {
      const shop = shops.get(shopId) ?? { index: new ScriptIndex(), known: 0, place: noChange, reading: null };
      shops.delete(shopId);
      shops.set(shopId, shop);
      while (shop.known < seq) {
        shop.reading ??= catchUp(db, shopId, shop, seq).finally(() => {
          shop.reading = null;
        });
        await shop.reading;
      }
      forgetOldest(shops, shopId);
      return shop.index;
    },
  };
}

/** Reads changes page by page. What changes meanwhile is read now or comes again with the next search. */
async function catchUp(db: Database, shopId: string, shop: ShopIndex, seq: number): Promise<void> {
  for (;;) {
    // Categories after scripts: a rename that comes between them makes its scripts come again.
    const [changed, categories] = await db.transaction([shopId], (tx) =>
      Promise.all([changedScripts(tx, shopId, shop.place, atOnce), loadCategories(tx, shopId)]),
    );
    const namesOf = categoryNames(categories);
    for (const script of changed) {
      if (script.deletedAt === null) shop.index.put(script, namesOf(script.categoryId));
      else shop.index.remove(script.id);
    }
    const last = changed.at(-1);
    if (last) shop.place = { seq: last.seq, id: last.id };
    if (changed.length < atOnce) break;
    await pause();
  }
  shop.known = Math.max(shop.known, seq);
}

/** The names of where a script stands, of both levels. */
function categoryNames(categories: readonly ScriptCategory[]): (categoryId: string | null) => string[] {
  const known = new Map(categories.map((each) => [each.id, each]));
  return (categoryId) => {
    const category = known.get(categoryId ?? '');
    const parent = known.get(category?.parentId ?? '');
    return [category, parent].flatMap((each) => each?.name ?? []);
  };
}

function forgetOldest(shops: Map<string, ShopIndex>, asked: string): void {
  let ready = [...shops.values()].reduce((sum, { index }) => sum + index.size, 0);
  for (const [shopId, { index, reading }] of shops) {
    if (ready <= mostReady) return;
    if (shopId === asked || reading) continue;
    shops.delete(shopId);
    ready -= index.size;
  }
}
