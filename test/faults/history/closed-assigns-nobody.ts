import { isRouted, type History } from './history';

/**
 * SCH-19: while the shop is closed nothing is assigned by itself. It is closed from an outcome that says so to the opening it names, or to a change of
 * settings or hours. `lagMs` is what such a change may take to reach routing.
 */
export function closedAssignsNobody({ decisions, settingsChangedMs }: History, lagMs: number): string[] {
  let closedUntil = -Infinity;
  return decisions.filter(isRouted).flatMap(({ event, atMs }) => {
    if (event.type === 'left-message' && event.value.place === 'CLOSED') {
      const opening = event.value.nextOpeningAt === null ? Infinity : Date.parse(event.value.nextOpeningAt);
      closedUntil = Math.min(opening, ...settingsChangedMs.filter((changedMs) => changedMs > atMs - lagMs));
    }
    if (event.type !== 'assigned' || event.value.cause === 'MANUAL' || atMs >= closedUntil) return [];
    return [`SCH-19 ${event.value.sessionId}: assigned by ${event.value.cause} while the shop is closed`];
  });
}
