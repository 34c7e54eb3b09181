import { isKnownType } from '#libs/contracts/index';
import type { Admission, InboxEvent } from '#libs/messaging/index';
import { noCause, type Draft } from '../domain/shop-change';
import type { SessionKey } from '../../queue/store/load-placements';
import { applyEvent, sessionsOf } from './apply-event';
import type { CommandAnswer, FlightCommands } from './flight-commands';
import type { ConsumedEvent, Input } from './input';

/** What became of an input. `gaps`: events before which numbers are missing; nothing was done about them. */
export type InputResult =
  | { readonly kind: 'events'; readonly gaps: readonly InboxEvent[] }
  | { readonly kind: 'command'; readonly answer: CommandAnswer }
  | { readonly kind: 'woken' };

interface Flight {
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly commands: FlightCommands;
  readonly admission: Admission;
}

/** Applies a flight's inputs in the order they came; each leaves its shop drained. A refused command answers for itself and changes nothing. */
export function applyInputs(inputs: readonly Input[], flight: Flight): InputResult[] {
  const fresh = new Set(flight.admission.fresh);
  const gaps = new Set(flight.admission.gaps);
  return inputs.map((input) => {
    switch (input.kind) {
      case 'events':
        for (const event of input.events) if (fresh.has(event)) applyFact(flight.drafts.get(event.shopId), event);
        return { kind: 'events', gaps: input.events.filter((event) => gaps.has(event)) };
      case 'set-presence':
      case 'set-capacity':
        return { kind: 'command', answer: flight.commands.answer(input, flight.drafts.get(input.shopId)) };
      case 'wake':
        return { kind: 'woken' };
      default:
        return input satisfies never;
    }
  });
}

function applyFact(draft: Draft | undefined, event: InboxEvent): void {
  if (!draft || !isKnownType(event.topic, event.type)) return;
  draft.cause = { id: event.id, traceparent: event.traceparent, accountId: null };
  applyEvent(draft, event as InboxEvent & ConsumedEvent);
  draft.cause = noCause;
}

/** The sessions that events name, whose standing has to be read before they are applied. */
export const sessionKeys = (events: readonly InboxEvent[]): SessionKey[] =>
  events
    .filter(({ topic, type, problem }) => problem === null && isKnownType(topic, type))
    .flatMap((event) => sessionsOf(event as InboxEvent & ConsumedEvent).map((sessionId) => ({ shopId: event.shopId, sessionId })));
