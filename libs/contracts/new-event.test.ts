import { factOf, systemTrigger } from './new-event';
import { eventProblems } from './validate';

it('puts the envelope and the common fields around the value', () => {
  const trigger = { actor: { kind: 'ACCOUNT' as const, id: 'a' }, causeId: 'command 7', traceparent: '00-1-2-01' };
  const event = factOf(trigger, {
    id: 'e',
    topic: 'session-ended',
    type: 'ended',
    shopId: 's',
    subject: 'b',
    occurredAt: new Date(0),
    policyVersion: 3,
    value: {
      sessionId: 'b',
      agentId: 'a',
      endedAt: new Date(0).toISOString(),
      endedBy: 'a',
      holdUntil: new Date(0).toISOString(),
      unanswered: false,
    },
  });
  expect(event).toMatchObject({ id: 'e', topic: 'session-ended', shopId: 's', subject: 'b', traceparent: '00-1-2-01' });
  expect(event.value).toMatchObject({
    shopId: 's',
    occurredAt: '1970-01-01T00:00:00.000Z',
    actor: trigger.actor,
    causeId: 'command 7',
    policyVersion: 3,
  });
  expect(eventProblems('session-ended', 'ended', event.value)).toEqual([]);
});

it('names the system as the actor of what nobody asked for', () => {
  expect(systemTrigger('e')).toEqual({ actor: { kind: 'SYSTEM', id: null }, causeId: 'e', traceparent: null });
});
