const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const weekend = ['SATURDAY', 'SUNDAY'];

const onDays = (days: readonly string[], start: string, end: string): object[] => days.map((day) => ({ day, start, end }));

/**
 * The hours of the demo shop: a pause at noon, short weekends, closed on China's holidays with make-up workdays followed, and longer at 11.11. The holidays of 2027
 * were not announced when the built-in table was made, so New Year of 2027 is a closure.
 */
export const demoHours = {
  weekly: [...onDays(workdays, '09:00', '12:00'), ...onDays(workdays, '13:30', '21:00'), ...onDays(weekend, '10:00', '16:00')],
  ranges: [{ name: '双11', from: '2026-11-10', to: '2026-11-12', windows: [{ start: '08:00', end: '24:00' }] }],
  closures: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  holidayRule: 'CLOSED',
  followMakeUpWorkdays: true,
  reason: 'The hours of the demo shop',
};

/** A change that is planned, from the first Monday after the Spring Festival of 2027 on. */
export const springHours = {
  weekly: [...onDays(workdays, '09:00', '12:00'), ...onDays(workdays, '13:00', '22:00'), ...onDays(weekend, '10:00', '18:00')],
  effectiveFrom: '2027-02-15',
  reason: '春季作息调整',
};

/** Buyers are told of it a week before. */
export const springAnnouncement = { channels: ['NOTICE_BOARD', 'SHOP_HOME'], publishAt: '2027-02-08T02:00:00Z' };
