import { followPresence, type PresenceStep } from './follow-presence';
import type { Login } from './login';

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`);
const step = (from: string, to: string, since: string, previous: string | null = null, agentId = 'A'): PresenceStep => ({
  ...{ agentId, from, to, since: at(since), previousSince: previous === null ? null : at(previous) },
});
const login = (from: string, to: string | null = null, agentId = 'A'): Login => ({
  agentId,
  from: at(from),
  to: to === null ? null : at(to),
});

describe('STF-26 an agent is logged in', () => {
  it('from ONLINE to OFFLINE, whatever breaks it takes', () => {
    const steps = [
      step('OFFLINE', 'ONLINE', '02:00'),
      step('ONLINE', 'REST', '04:00', '02:00'),
      step('REST', 'ONLINE', '04:10', '04:00'),
      step('ONLINE', 'OFFLINE', '10:00', '04:10'),
    ];
    expect(followPresence([], steps)).toEqual([login('02:00', '10:00')]);
    expect(followPresence([], steps.slice(0, 3))).toEqual([login('02:00')]);
    expect(followPresence([login('02:00')], steps.slice(3))).toEqual([login('02:00', '10:00')]);
  });

  it('not by a break alone', () => {
    expect(followPresence([], [step('OFFLINE', 'REST', '02:00')])).toEqual([]);
    expect(followPresence([], [step('OFFLINE', 'REST', '02:00'), step('REST', 'ONLINE', '02:07', '02:00')])).toEqual([login('02:07')]);
  });

  it('twice a day, and beside others', () => {
    const steps = [
      step('OFFLINE', 'ONLINE', '02:00'),
      step('OFFLINE', 'ONLINE', '02:30', null, 'B'),
      step('ONLINE', 'OFFLINE', '04:00', '02:00'),
      step('OFFLINE', 'ONLINE', '06:00', '04:00'),
    ];
    expect(followPresence([], steps)).toEqual([login('02:00', '04:00'), login('02:30', null, 'B'), login('06:00')]);
  });

  it('since before the first step that came here', () => {
    expect(followPresence([], [step('ONLINE', 'OFFLINE', '10:00', '02:00')])).toEqual([login('02:00', '10:00')]);
    expect(followPresence([], [step('ONLINE', 'REST', '04:00', '02:00')])).toEqual([login('02:00')]);
    expect(followPresence([], [step('REST', 'OFFLINE', '10:00', '04:00')])).toEqual([]);
  });

  it('INV-3 no matter how often it is told', () => {
    expect(followPresence([login('02:00')], [step('OFFLINE', 'ONLINE', '02:00')])).toEqual([]);
    expect(followPresence([], [step('ONLINE', 'FUTURE_VALUE', '10:00')])).toEqual([]);
  });
});
