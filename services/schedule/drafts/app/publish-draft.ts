import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { addVersion, assertNewest, revivedVersion, type AddedVersion } from '../../hours/app/add-version';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { effectiveFrom } from '../../hours/domain/effective-from';
import { expectRevision } from '../domain/expect-revision';
import { loadDraft, removeDraft } from '../store/drafts';

export interface PublishDraftInput extends CommandInput {
  readonly groupId?: string | null | undefined;
  readonly effectiveFrom?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
  readonly expectedRevision?: number | null | undefined;
}

/**
 * Makes the draft the next version. Refused when the hours have changed since the draft was begun, unless the caller says by `expectedVersion` that the newest
 * version was looked at. What the input does not say of beginning and reason is as in the draft.
 */
export const publishDraft = (deps: Deps, command: Command<PublishDraftInput>): Promise<AddedVersion> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { tx, shopId, shop, now } = place;
      const { input } = command;
      const subject = input.groupId ?? null;
      const draft = await loadDraft(tx, shopId, subject);
      if (!draft) throw noDraft;
      granted(expectRevision(draft.revision, input.expectedRevision));
      await assertNewest(place, subject, input.expectedVersion ?? draft.basedOn);
      const wanted = input.effectiveFrom === undefined ? draft.effectiveFrom : input.effectiveFrom;
      const beginning = granted(effectiveFrom(wanted, shop.timeZone, now));
      removeDraft(tx, draft);
      const reason = input.reason === undefined ? draft.reason : input.reason;
      return addVersion(deps, command, place, { subject, content: draft.content, beginning, reason });
    },
    revivedVersion,
  );

export const noDraft = new AppError('DRAFT_NOT_FOUND', 'There is no draft of these hours.', {
  field: 'groupId',
  expected: 'hours that have a draft; saveReceptionDraft begins one',
});
