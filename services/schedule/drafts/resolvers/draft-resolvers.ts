import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { contentFields } from '../../hours/resolvers/content-fields';
import { hoursInput, numberInput, subjectInput } from '../../hours/resolvers/hours-inputs';
import { addedAnswer } from '../../hours/resolvers/hours-resolvers';
import { groupOf } from '../../hours/resolvers/page-input';
import { discardDraft } from '../app/discard-draft';
import { publishDraft } from '../app/publish-draft';
import { readDraft, readPreview } from '../app/read-draft';
import { saveDraft } from '../app/save-draft';

const expectedRevision = numberInput.nullish();
const { effectiveFrom, reason, expectedVersion } = hoursInput;

const saveInput = z.object({ ...hoursInput, expectedRevision });
const discardInput = z.object({ ...subjectInput, expectedRevision });
const publishInput = z.object({ ...subjectInput, effectiveFrom, reason, expectedVersion, expectedRevision });

/** Hours that are prepared, looked at and then published. */
export const draftResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveReceptionDraft: command('saveReceptionDraft', saveInput, async (asked) => ({
      shop: { id: asked.shopId },
      draft: await saveDraft(deps, asked),
    })),
    discardReceptionDraft: command('discardReceptionDraft', discardInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await discardDraft(deps, asked)),
    })),
    publishReceptionDraft: command('publishReceptionDraft', publishInput, async (asked) =>
      addedAnswer(asked.shopId, await publishDraft(deps, asked)),
    ),
  },
  Shop: {
    receptionDraft: ({ id }, { groupId }) => readDraft(deps, id, groupOf(groupId)),
    receptionPreview: ({ id }, { groupId, days }) => readPreview(deps, id, groupOf(groupId), { days: days ?? 60, now: deps.clock.now() }),
  },
  ReceptionDraft: {
    ...contentFields,
    closures: ({ closures }) => [...closures],
    savedAt: ({ savedAt }) => savedAt.toISOString(),
    savedBy: ({ savedBy }) => (savedBy === null ? null : { id: savedBy }),
  },
  ReceptionPreview: {
    effectiveFrom: ({ effectiveFrom: at }) => at.toISOString(),
    days: ({ days }) => [...days],
  },
});
