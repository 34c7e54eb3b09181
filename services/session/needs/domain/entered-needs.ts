import type { Needs, SessionOrigin } from '../../conversation/domain/session';

/** What was asked of agents when a buyer entered a chat page, and when that was. */
export interface EnteredNeeds {
  readonly needs: Needs;
  readonly at: Date;
}

const dayMs = 24 * 3_600_000;

/** Where a session comes from that opens now: what was asked at the buyer's entering within the last 24 hours counts where its message asks nothing. */
export const withEntered = (origin: SessionOrigin, entered: EnteredNeeds | null, now: Date): SessionOrigin =>
  origin.needs || entered === null || now.getTime() - entered.at.getTime() > dayMs ? origin : { ...origin, needs: entered.needs };
