import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { ToldFact } from '../../facts/domain/session-fact';
import { comparePlaces, placeOf, timelineOf, type Happened } from '../domain/timeline';

export interface TimelinePage {
  readonly entries: readonly Happened[];
  readonly more: boolean;
}

const pageInput = z.object({ first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish() });

const whole = z.number().int();
const placeInput = z.tuple([whole, whole, whole]);

export const cursorOf = (entry: Happened): string => writeCursor(placeOf(entry));

interface PageAsked {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page of what happened; null where nothing is known to have. */
export function timelinePage(facts: readonly ToldFact[], { first, after }: PageAsked): TimelinePage | null {
  const [size, place] = [parseInput(pageInput, { first }).first ?? 20, readCursor(placeInput, after)];
  const all = timelineOf(facts);
  if (all.length === 0) return null;
  const left = place ? all.filter((entry) => comparePlaces(placeOf(entry), place) > 0) : all;
  return { entries: left.slice(0, size), more: left.length > size };
}
