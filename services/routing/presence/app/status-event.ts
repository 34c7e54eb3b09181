import { factOf, type AnyNewEvent } from '#libs/contracts/index';
import type { NewId } from '#libs/platform/process/ids';
import type { StatusChange } from '../domain/status-change';

/** The event of `agent-status-changed` that a change of presence or capacity makes true. */
export function statusEvent(told: StatusChange, shopId: string, policyVersion: number | null, newId: NewId): AnyNewEvent {
  const { change, trigger, since, shopVersion, reason, device } = told;
  const { id: agentId, ...status } = told.status;
  const fact = { id: newId(), topic: 'agent-status-changed', shopId, subject: agentId, occurredAt: since, policyVersion } as const;
  const value = { agentId, shopVersion, ...status, reason, device, since: since.toISOString() };
  if (change.type === 'capacity') {
    const { from: fromCapacity, to: toCapacity } = change;
    return factOf<'agent-status-changed', 'capacity'>(trigger, {
      ...fact,
      type: 'capacity',
      value: { ...value, fromCapacity, toCapacity },
    });
  }
  const { from, to, previousSince } = change;
  return factOf<'agent-status-changed', 'presence'>(trigger, {
    ...fact,
    type: 'presence',
    value: {
      ...value,
      from,
      to,
      previousSince: previousSince?.toISOString() ?? null,
      ...(told.overrodeLastAgent && { overrodeLastAgent: true }),
    },
  });
}
