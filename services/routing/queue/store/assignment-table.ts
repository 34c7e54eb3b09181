import { instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { ReleaseReason } from '../domain/session-placement';
import type { OfferTerms } from '../../offers/domain/offer-terms';
import type { SessionFacts } from '../domain/waiting-entry';

/** Who had which session, from when to when. One live assignment per session, whatever the code does. */
export const assignmentTable = table(
  'assignment',
  {
    shopId: uuid().key(),
    sessionId: uuid().key(),
    revision: integer().key(),
    agentId: uuid().fixed(),
    over: text().null().fixed(),
    assignedAt: instant().fixed(),
    heldAt: instant().null(),
    releasedAt: instant().null(),
    releaseReason: text<ReleaseReason>().null(),
    openedAt: instant().null().fixed(),
    facts: json<SessionFacts>().null().fixed(),
    offer: json<OfferTerms>().fixed().added('Offers1795834100000'),
    slots: integer().fixed().added('AssignmentSlots1795834300000'),
  },
  {
    indices: [
      { name: 'assignment_live', fields: ['sessionId'], unique: true, where: 'released_at IS NULL' },
      { name: 'assignment_of_agent', fields: ['shopId', 'agentId'], where: 'released_at IS NULL' },
    ],
  },
);

export type AssignmentRow = RowOf<typeof assignmentTable>;
