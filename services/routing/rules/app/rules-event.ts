import { factOf, type AnyNewEvent, type Trigger } from '#libs/contracts/index';
import type { RoutingRules } from '../domain/routing-rules';

/** Tells that managers have changed what routing goes by. */
export const rulesEvent = (
  { version }: RoutingRules,
  trigger: Trigger,
  fact: { readonly id: string; readonly shopId: string; readonly policyVersion: number | null; readonly occurredAt: Date },
): AnyNewEvent =>
  factOf<'agent-status-changed', 'rules'>(trigger, {
    ...fact,
    topic: 'agent-status-changed',
    type: 'rules',
    subject: fact.shopId,
    value: { version },
  });
