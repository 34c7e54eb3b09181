import type { Step } from './step';

/** Outside reception hours, the shop's or those of the session's groups, every message is a left one (SCH-17), a queueing buyer's too (SCH-19). */
export const receptionHours: Step = (view, request) => {
  if (view.open) return undefined;
  return {
    outcome: 'left-message',
    place: 'CLOSED',
    cause: view.hoursOf === null ? 'SHOP_CLOSED' : 'GROUP_CLOSED',
    rule: request.waiting === 'QUEUED' ? 'SCH-19' : 'SCH-17',
  };
};
