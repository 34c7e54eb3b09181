import type { Log } from '#libs/platform/process/log';
import { requestIdOf } from '#libs/platform/trace-context';
import type { InboxEvent } from './inbox-event';

/**
 * What flies in place of an event that cannot be applied: the same with its problem, which parks it in its turn. One whose parking fails too is tried
 * again: it is in nobody's way but its shop's.
 */
export function setAside(event: InboxEvent, error: unknown, log: Log): InboxEvent {
  const { topic, type, id: eventId, shopId } = event;
  const told = { err: error, topic, type, eventId, shopId, requestId: requestIdOf(event.traceparent) };
  if (event.problem !== null) {
    log.error(told, 'an event cannot be parked and is tried again');
    return event;
  }
  log.error(told, 'an event cannot be applied and is parked with what follows on its subject');
  return { ...event, problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
