import RequestQueue from 'kafkajs/src/network/requestQueue';
import { correctIdleTimer } from './kafka-idle-timer';

/** A request queue as far as scheduling goes. */
const queueWith = (pending: readonly unknown[]) =>
  Object.assign(Object.create(RequestQueue.prototype) as RequestQueue & { throttleCheckTimeoutId?: NodeJS.Timeout | null }, {
    pending,
    throttledUntil: -1,
    throttleCheckTimeoutId: null as NodeJS.Timeout | null,
  });

it('arms no timer while nothing is pending, and one while something is', () => {
  correctIdleTimer();
  const [idle, busy] = [queueWith([]), queueWith([{}])];
  idle.scheduleCheckPendingRequests();
  busy.scheduleCheckPendingRequests();
  expect(idle.throttleCheckTimeoutId).toBeNull();
  expect(busy.throttleCheckTimeoutId).not.toBeNull();
  clearTimeout(busy.throttleCheckTimeoutId ?? undefined);
});
