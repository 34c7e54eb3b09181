import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { assertNewest } from '../../hours/app/add-version';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { hoursBefore, type SaveScheduleInput } from '../../hours/app/save-schedule';
import { changeHours } from '../../hours/domain/change-hours';
import { effectiveFrom } from '../../hours/domain/effective-from';
import { newestNumber, type Subject } from '../../hours/store/versions';
import { expectRevision } from '../domain/expect-revision';
import type { DraftRow } from '../store/draft-table';
import { loadDraft, saveDraftRow, subjectIdOf } from '../store/drafts';
import { draftView, type DraftView } from './draft-view';

export interface SaveDraftInput extends SaveScheduleInput {
  readonly expectedRevision?: number | null | undefined;
}

/** Begins a draft with the hours that would be in force, or changes the one there is; refuses whatever could not be published. */
export const saveDraft = (deps: Deps, command: Command<SaveDraftInput>): Promise<DraftView> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input } = command;
      const { tx, shopId, now } = place;
      const subject = input.groupId ?? null;
      const before = await loadDraft(tx, shopId, subject);
      granted(expectRevision(before?.revision ?? 0, input.expectedRevision));
      await assertNewest(place, subject, input.expectedVersion);
      const after = await changed(before, command, place, subject);
      saveDraftRow(tx, after);
      audit(tx, command, { at: now, on: { kind: 'RECEPTION_DRAFT', id: after.subjectId }, before: before ?? null, after });
      return draftView(after, await newestNumber(tx, shopId, subject));
    },
    revivedDraft,
  );

async function changed(
  before: DraftRow | undefined,
  { shopId, input, caller }: Command<SaveDraftInput>,
  { tx, shop, now }: InShop,
  subject: Subject,
): Promise<DraftRow> {
  const wanted = input.effectiveFrom === undefined ? (before?.effectiveFrom ?? null) : input.effectiveFrom;
  const { at } = granted(effectiveFrom(wanted, shop.timeZone, now));
  const hours = await hoursBefore(tx, shopId, subject, at);
  const content = granted(changeHours(before ? { ...hours, own: before.content } : hours, input));
  const newest = await newestNumber(tx, shopId, subject);
  return {
    shopId,
    subjectId: subjectIdOf(shopId, subject),
    revision: (before?.revision ?? 0) + 1,
    // Whoever says which version is the newest has looked at it.
    basedOn: before === undefined || typeof input.expectedVersion === 'number' ? newest : before.basedOn,
    content,
    effectiveFrom: wanted,
    reason: input.reason === undefined ? (before?.reason ?? null) : input.reason,
    savedAt: now,
    savedBy: caller.account,
  };
}

/** A repeated command's draft comes back with its instant as text. */
const revivedDraft = (draft: DraftView): DraftView => ({ ...draft, savedAt: new Date(draft.savedAt) });
