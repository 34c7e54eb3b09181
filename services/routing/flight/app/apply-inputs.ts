import { isKnownType, systemTrigger } from '#libs/contracts/index';
import { outcomesOf, type Admission, type EventOutcome, type InboxEvent } from '#libs/messaging/index';
import type { AuditLine } from '#libs/platform/audit/audit';
import { answerBatch, type Ticket } from '#libs/platform/database/command-batch';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { SessionKey } from '../../queue/store/load-placements';
import type { ShopChange } from '../domain/shop-change';
import { applyEvent, sessionsOf } from './apply-event';
import { shopOf, type ConsumedEvent, type Input, type ShopCommand } from './input';

/** What became of an input. */
export type InputResult =
  | { readonly kind: 'event'; readonly outcome: EventOutcome }
  /** `line`: the audit line that an act leaves. */
  | { readonly kind: 'answer'; readonly answer: object; readonly line?: AuditLine }
  | { readonly kind: 'woken' };

interface Flight {
  readonly changes: ReadonlyMap<string, ShopChange>;
  readonly tickets: readonly Ticket<object>[];
  readonly admission: Admission;
}

/** Applies a flight's inputs in the order they came; each leaves its shop drained. A refused command answers for itself and changes nothing. */
export function applyInputs(inputs: readonly Input[], { changes, tickets, admission }: Flight): (InputResult | Refusal)[] {
  const fresh = new Set(admission.fresh);
  const outcomeOf = outcomesOf(admission);
  const apply = (input: Input): InputResult | Refusal => {
    switch (input.kind) {
      case 'event':
        if (fresh.has(input.event)) applyFact(changes.get(input.event.shopId), input.event);
        return { kind: 'event', outcome: outcomeOf(input.event) };
      case 'command':
        return applyCommand(changes.get(input.shopId), input);
      case 'wake':
        return { kind: 'woken' };
      default:
        return input satisfies never;
    }
  };
  return answerBatch<object, InputResult>(tickets, {
    run: (index) => apply(inputs[index]!),
    repeat: (answer) => ({ kind: 'answer', answer }),
  });
}

function applyFact(change: ShopChange | undefined, event: InboxEvent): void {
  if (!change || !isKnownType(event.topic, event.type)) return;
  change.trigger = systemTrigger(event.id, event.traceparent);
  applyEvent(change, event as InboxEvent & ConsumedEvent);
  change.trigger = systemTrigger();
}

/** A shop without settings may be on its way here: the same command may be right a moment later. */
function applyCommand(change: ShopChange | undefined, command: ShopCommand<object>): InputResult | Refusal {
  if (!change?.state.settings) {
    const expected = 'the id of a shop your token speaks for';
    return refuse('SHOP_NOT_FOUND', 'No such shop.', { field: 'shopId', expected, retryable: true });
  }
  const { audited } = command;
  const before = audited?.view(change) ?? null;
  change.trigger = command.trigger;
  const answer = command.run(change);
  change.trigger = systemTrigger();
  if (isRefusal(answer)) return answer;
  const line = audited?.line(before, audited.view(change), answer);
  return { kind: 'answer', answer, ...(line && { line }) };
}

/** The sessions that inputs name, whose placement has to be read before they are applied. */
export const sessionKeys = (inputs: readonly Input[]): SessionKey[] =>
  inputs.flatMap((input) => namedBy(input).map((sessionId) => ({ shopId: shopOf(input), sessionId })));

function namedBy(input: Input): readonly string[] {
  if (input.kind === 'command') return input.sessions ?? [];
  if (input.kind === 'wake') return [];
  const { topic, type, problem } = input.event;
  return problem === null && isKnownType(topic, type) ? sessionsOf(input.event as InboxEvent & ConsumedEvent) : [];
}
