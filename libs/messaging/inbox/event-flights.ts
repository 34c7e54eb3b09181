import type { Database, Tx } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import { createFlights } from '../flights/flights';
import { handle, type Consumes, type EventFlights } from './handlers';
import type { InboxEvent } from './inbox-event';
import { receive, type Inbox } from './receive';
import { setAside } from './set-aside';
import { outcomesOf, type Admission, type EventOutcome } from './sort-events';

export interface Applying {
  readonly inbox: Inbox;
  readonly db: Database;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
}

const eventsPerFlight = 500;

/** Applies events in flights of all shops, each flight in one inbox transaction. */
export function createEventFlights(to: Applying): EventFlights {
  const { consumes, inbox, db, atStep, log } = to;
  if ('flights' in consumes) return consumes.flights;
  return createFlights<InboxEvent, EventOutcome>({
    name: 'events',
    limit: eventsPerFlight,
    shopOf: ({ shopId }) => shopId,
    traceOf: ({ traceparent }) => traceparent,
    patienceMs: () => Infinity,
    instead: (event, error) => setAside(event, error, log),
    log,
    fly: async (events, { lockMs }) => {
      const shops = [...new Set(events.map(({ shopId }) => shopId))];
      const work = async (tx: Tx): Promise<Admission> => {
        const admission = await receive(tx, inbox, events, (fresh) => handle(tx, consumes, fresh));
        await atStep?.('before-commit');
        return admission;
      };
      const admission = await db.transaction(shops, work, { lockMs });
      await atStep?.('after-inbox-commit');
      return events.map(outcomesOf(admission));
    },
  });
}
