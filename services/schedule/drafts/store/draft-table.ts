import { instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { HoursContent } from '../../hours/domain/hours-content';

/** Hours that somebody prepares: of each shop, and of each of its groups, at most one draft. Nothing acts by it. */
export const draftTable = table('reception_draft', {
  shopId: uuid().key(),
  /** The group's id; the shop's for its own hours. */
  subjectId: uuid().key(),
  /** Counts its changes from 1. */
  revision: integer(),
  /** The newest version when the draft was begun, or looked at since; 0 = none. */
  basedOn: integer(),
  content: json<HoursContent>(),
  /** As it was typed, since a bare date means midnight in the zone that the shop has then; null = at once. */
  effectiveFrom: text().null(),
  reason: text().null(),
  savedAt: instant(),
  savedBy: uuid().null(),
});

export type DraftRow = RowOf<typeof draftTable>;
