import { audit } from '#libs/platform/audit/audit';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { expectRevision } from '../domain/expect-revision';
import { loadDraft, removeDraft, subjectIdOf } from '../store/drafts';

export interface DiscardDraftInput extends CommandInput {
  readonly groupId?: string | null | undefined;
  readonly expectedRevision?: number | null | undefined;
}

/** Throws a draft away; says whether there was one. */
export const discardDraft = (deps: Deps, command: Command<DiscardDraftInput>): Promise<{ readonly discarded: boolean }> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const { groupId = null, expectedRevision } = command.input;
    const draft = await loadDraft(tx, shopId, groupId);
    granted(expectRevision(draft?.revision ?? 0, expectedRevision));
    if (draft) removeDraft(tx, draft);
    audit(tx, command, { at: now, on: { kind: 'RECEPTION_DRAFT', id: subjectIdOf(shopId, groupId) }, before: draft ?? null, after: null });
    return { discarded: draft !== undefined };
  });
