import type { EnteredNeeds, SessionOrigin } from '../../conversation/domain/session';

const dayMs = 24 * 3_600_000;

/** Where a session comes from that opens now: what was asked at the buyer's entering within the last 24 hours counts where its message asks nothing. */
export const withEntered = (origin: SessionOrigin, entered: EnteredNeeds | null, now: Date): SessionOrigin =>
  origin.needs || entered === null || now.getTime() - entered.at.getTime() > dayMs ? origin : { ...origin, needs: entered.needs };
