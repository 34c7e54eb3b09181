import { factOf, systemTrigger, type NewEvent } from '#libs/contracts/index';
import type { FlowEnd } from '../domain/flow-run';
import type { FlowRunRow } from '../store/flow-tables';

/** How a customer's flow ended. */
export const flowEnded = (
  { shopId, buyerId, flowVersion, nextStep, outcome }: FlowRunRow & { readonly outcome: FlowEnd },
  id: string,
  occurredAt: Date,
): NewEvent<'care-step-done', 'flow-ended'> =>
  factOf<'care-step-done', 'flow-ended'>(systemTrigger(), {
    ...{ id, topic: 'care-step-done', type: 'flow-ended', shopId, subject: buyerId, occurredAt, policyVersion: null },
    value: { buyerId, flowVersion, step: nextStep, outcome },
  });
