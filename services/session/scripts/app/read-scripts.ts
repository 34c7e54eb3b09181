import { businessDateAt } from '#libs/calendar/index';
import type { Caller } from '#libs/platform/access/caller';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { readVoice } from '../../copies/store/shop-copy';
import type { Script, ScriptTier } from '../domain/script';
import type { ScriptCategory } from '../domain/script-category';
import { loadCategories } from '../store/categories';
import { listScripts, type ScriptPlace } from '../store/list-scripts';
import { viewerOf } from './viewer-of';

type Reading = Pick<Deps, 'readDb' | 'clock'>;

export interface ScriptPage {
  readonly scripts: readonly Script[];
  readonly hasNextPage: boolean;
}

export interface ScriptsWanted {
  readonly shopId: string;
  readonly tier: ScriptTier | null;
  /** With all that is below it. */
  readonly categoryId: string | null;
  readonly validOnly: boolean;
  readonly deleted: boolean;
  readonly after: ScriptPlace | null;
  readonly first: number;
}

/** A page of what the caller sees of the shop's scripts, in the order that people gave. */
export const readScripts = ({ readDb, clock }: Reading, caller: Caller, wanted: ScriptsWanted): Promise<ScriptPage> =>
  readDb.transaction([wanted.shopId], async (tx) => {
    const { shopId, categoryId, validOnly, first } = wanted;
    const [viewer, validOn, categories] = await Promise.all([
      viewerOf(tx, caller),
      validOnly ? dateIn(tx, shopId, clock.now()) : null,
      categoryId === null ? [] : loadCategories(tx, shopId),
    ]);
    const categoryIds = categoryId === null ? null : [categoryId, ...below(categories, categoryId)];
    const found = await listScripts(tx, { ...wanted, viewer, categoryIds, validOn, most: first + 1 });
    return { scripts: found.slice(0, first), hasNextPage: found.length > first };
  });

export const readCategories = ({ readDb }: Pick<Reading, 'readDb'>, shopId: string): Promise<ScriptCategory[]> =>
  readDb.transaction([shopId], (tx) => loadCategories(tx, shopId));

/** The date in the shop's zone; in UTC while the shop is not known here. */
export async function dateIn(tx: Tx, shopId: string, now: Date): Promise<string> {
  const voice = await readVoice(tx, shopId);
  return businessDateAt(now, voice?.timeZone ?? 'UTC');
}

const below = (categories: readonly ScriptCategory[], categoryId: string): string[] =>
  categories.flatMap(({ id, parentId }) => (parentId === categoryId ? [id] : []));
