import { agentStatusChanged } from './events/agent-status-changed';
import { alertRaised } from './events/alert-raised';
import { careStepDone } from './events/care-step-done';
import { messageRecorded } from './events/message-recorded';
import { orderChanged } from './events/order-changed';
import { outbound } from './events/outbound';
import { outreachRequested } from './events/outreach-requested';
import { scheduleChanged } from './events/schedule-changed';
import { sessionClosed } from './events/session-closed';
import { sessionEnded } from './events/session-ended';
import { sessionMarked } from './events/session-marked';
import { sessionRouted } from './events/session-routed';
import { sessionStarted } from './events/session-started';
import { shopReminded } from './events/shop-reminded';
import { accountChanged, shopChanged } from './events/shop-changed';
import type { Topic } from './topics';
import type { ValueOfSchema } from './value-type';

/** Topic → event type → JSON Schema of the value. */
export const catalogue = {
  'shop-changed': shopChanged,
  'account-changed': accountChanged,
  'schedule-changed': scheduleChanged,
  'session-started': sessionStarted,
  'message-recorded': messageRecorded,
  'session-routed': sessionRouted,
  'session-ended': sessionEnded,
  'session-closed': sessionClosed,
  'session-marked': sessionMarked,
  'shop-reminded': shopReminded,
  'agent-status-changed': agentStatusChanged,
  'order-changed': orderChanged,
  outbound,
  'alert-raised': alertRaised,
  'care-step-done': careStepDone,
  'case-changed': {},
  'outreach-requested': outreachRequested,
} as const satisfies Record<Topic, Record<string, object>>;

type Catalogue = typeof catalogue;

/** `started`, `recorded`, … for a topic. */
export type TypeOf<T extends Topic> = keyof Catalogue[T] & string;

/** The value of an event as its owner writes it, derived from its JSON Schema. */
export type ValueOf<T extends Topic, K extends TypeOf<T>> = ValueOfSchema<Catalogue[T][K]>;
