import type { Permission } from '#libs/platform/access/permissions';
import { exampleAccount as annie } from './example-account';
import type { Held } from './give';
import { heldBy } from './held';
import { decideGrant, grantsLeft, type GrantRequest } from './grant';

const now = new Date('2026-03-02T02:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const held = (until: Date | null, permission: Permission = 'schedule:write'): Held => new Map([[permission, until]]);

const ask = (more: Partial<GrantRequest> = {}) =>
  decideGrant({ account: annie, permission: 'schedule:write', until: null, by: { account: 'adam', held: held(null) }, now, ...more });

describe('a grant', () => {
  it('PRM-1 is given by somebody who has the permission', () => {
    const wanted = { accountId: 'annie', permission: 'schedule:write', grantedBy: 'adam', grantedAt: now };
    expect(ask()).toEqual({ ...wanted, until: null });
    expect(ask({ until: hours(1) })).toEqual({ ...wanted, until: hours(1) });
  });

  it('PRM-1 is not given by somebody who does not have it, and says who can', () => {
    const by = { account: 'adam', held: held(null, 'metrics:read') };
    const granters = { permission: 'schedule:write', grantedBy: ['OWNER', 'ADMIN'] };
    expect(ask({ by })).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN', field: 'permission', ...granters });
  });

  it('PRM-1 does not outlast what the giver has itself', () => {
    const by = { account: 'adam', held: held(hours(2)) };
    expect(ask({ by, until: hours(2) })).toMatchObject({ until: hours(2) });
    for (const until of [hours(3), null]) expect(ask({ by, until })).toMatchObject({ code: 'FORBIDDEN', field: 'permission' });
  });

  it.each<[string, Partial<GrantRequest>, string, string]>([
    ['to oneself', { by: { account: 'annie', held: held(null) } }, 'FORBIDDEN', 'accountId'],
    ['of what does not exist', { permission: 'moon:write' }, 'BAD_USER_INPUT', 'permission'],
    ['of what every object has', { permission: 'constructor' }, 'BAD_USER_INPUT', 'permission'],
    ['of what an agent is never given', { permission: 'policy:write' }, 'BAD_USER_INPUT', 'permission'],
    ['of what the role gives anyway', { account: { ...annie, roles: ['ADMIN'] } }, 'BAD_USER_INPUT', 'permission'],
    ['that is over at once', { until: now }, 'BAD_USER_INPUT', 'until'],
  ])('PRM-1 %s is refused', (_what, more, code, field) => {
    expect(ask(more)).toMatchObject({ outcome: 'refused', code, field });
  });

  it('PRM-2 goes with the role it was given to', () => {
    const grant = { accountId: 'a', permission: 'metrics:read', grantedBy: null, grantedAt: now, until: null } as const;
    expect(grantsLeft([grant], ['OPERATIONS'])).toEqual([grant]);
    expect(grantsLeft([grant], ['AGENT'])).toEqual([]);
  });
});

it('PRM-2 what is held for several reasons is held as long as the longest', () => {
  const reason = (until: Date | null) => ({
    permission: 'schedule:write' as const,
    source: 'GRANT' as const,
    via: null,
    grantedBy: null,
    grantedAt: null,
    until,
  });
  expect(heldBy([reason(hours(1)), reason(hours(2))]).get('schedule:write')).toEqual(hours(2));
  expect(heldBy([reason(hours(1)), reason(null), reason(hours(2))]).get('schedule:write')).toBeNull();
  expect(heldBy([]).has('schedule:write')).toBe(false);
});
