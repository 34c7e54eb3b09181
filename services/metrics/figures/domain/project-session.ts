import { minuteOfDay, toLocal, dateText } from '#libs/calendar/index';
import type { SessionFact } from '../../facts/domain/session-fact';
import { countSession } from './count-session';
import { countedSession } from './counted-session';
import { unknownMember, type Place } from './dimensions';
import { poolName } from './pool-name';
import { usualSettings } from './figure-settings';
import { projectionVersion, type SessionFigure } from './session-figure';
import { storyOf, type SessionStory } from './session-story';
import { leftOutAt, settingsAt, type SettingsTimeline } from './settings-timeline';

export interface ProjectedBy {
  readonly timeline: SettingsTimeline;
  readonly now: Date;
  readonly version?: number;
}

/**
 * A session's figure from all its facts, in whatever order they arrived and however often (INV-5): a function of the set, of what held in the shop at its
 * opening, and of the instant, since what is undecided decides itself. Undefined until the opening is among them; the facts are stored and wait for it.
 */
export function projectSession(
  facts: readonly SessionFact[],
  { timeline, now, version = projectionVersion }: ProjectedBy,
): SessionFigure | undefined {
  const story = storyOf(facts);
  if (!story) return undefined;
  const { started, closed } = story;
  const openedAt = Date.parse(started.openedAt);
  const session = countedSession(story, {
    settings: settingsAt(timeline, openedAt, usualSettings),
    now,
    minuteOf: (instant) => minuteOfDay(started.timeZone, new Date(instant)),
  });
  const { shop, agents, changesAt } = countSession(session, leftOutAt(timeline, openedAt));
  const { duty, creditedAgentId } = session;
  return {
    sessionId: started.sessionId,
    shopId: started.shopId,
    buyerId: started.buyerId,
    initiator: started.initiator,
    buyerBlocked: started.buyerBlocked ?? false,
    openedAt: new Date(openedAt),
    dutyAt: duty ? new Date(duty.at) : null,
    repliedAt: duty?.repliedAt ? new Date(duty.repliedAt) : null,
    creditedAgentId,
    closedAt: closed ? new Date(closed.closedAt) : null,
    projectionVersion: version,
    ...placeOf(story),
    added: { shop, agents },
    changesAt,
  };
}

function placeOf({ started, outcomes }: SessionStory): Place {
  const { timeZone, channel, entryPoint, orderStatus } = started;
  const openedAt = new Date(started.openedAt);
  return {
    businessDate: dateText(toLocal(timeZone, openedAt).date),
    halfHour: Math.floor(minuteOfDay(timeZone, openedAt) / 30),
    channel: channel ?? unknownMember,
    groupId: outcomes.findLast(({ value }) => value.groupId !== undefined)?.value.groupId ?? unknownMember,
    pool: poolName(outcomes.at(-1)?.value.pool) ?? unknownMember,
    orderStatus: orderStatus ?? unknownMember,
    entryPoint: entryPoint ?? unknownMember,
  };
}
