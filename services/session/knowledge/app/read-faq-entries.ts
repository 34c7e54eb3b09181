import type { Deps } from '#libs/service/run-service';
import type { FaqEntry } from '../domain/faq-entry';
import { listEntries, type FaqPlace } from '../store/faq-entries';

export interface FaqPage {
  readonly entries: readonly FaqEntry[];
  readonly hasNextPage: boolean;
}

/** A page of a shop's entries, in the order of their positions. */
export async function readFaqEntries(
  { readDb }: Pick<Deps, 'readDb'>,
  { shopId, after, first }: { readonly shopId: string; readonly after: FaqPlace | null; readonly first: number },
): Promise<FaqPage> {
  const found = await readDb.transaction([shopId], (tx) => listEntries(tx, { shopId, after, most: first + 1 }));
  return { entries: found.slice(0, first), hasNextPage: found.length > first };
}
