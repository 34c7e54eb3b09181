import type { Database } from '#libs/platform/database/database';
import type { Crowd } from '../domain/crowd';
import { crowdsAfter } from '../store/crowds';

/** A part of a shop's crowds, by their ids, and whether there are more. */
export interface CrowdPage {
  readonly crowds: readonly Crowd[];
  readonly more: boolean;
}

export async function readCrowds(db: Database, shopId: string, after: string, first: number): Promise<CrowdPage> {
  const found = await db.transaction([shopId], (tx) => crowdsAfter(tx, shopId, after, first + 1));
  return { crowds: found.slice(0, first), more: found.length > first };
}
