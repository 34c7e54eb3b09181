import { exampleAccount as annie } from './example-account';
import { decideGrant, grantsLeft, type GrantRequest } from './grant';

const now = new Date('2026-03-02T02:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const adam = { account: 'adam', roles: ['ADMIN'] } as const;

const ask = (more: Partial<GrantRequest> = {}) =>
  decideGrant({ account: annie, permission: 'schedule:write', until: null, by: adam, now, ...more });

describe('a grant', () => {
  it('PRM-1 is given by somebody whose role has the permission', () => {
    const wanted = { accountId: 'annie', permission: 'schedule:write', grantedBy: 'adam', grantedAt: now };
    expect(ask()).toEqual({ ...wanted, until: null });
    expect(ask({ until: hours(1) })).toEqual({ ...wanted, until: hours(1) });
  });

  it('PRM-1 is not given on by somebody whose role does not have it, and says whose role does', () => {
    const eve = { ...annie, roles: ['ADMIN'] as const };
    const granters = { permission: 'accounts:write', grantedBy: ['OWNER'] };
    const asked = { account: eve, permission: 'accounts:write' };
    expect(ask(asked)).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN', field: 'permission', ...granters });
    expect(ask({ ...asked, by: { account: 'o', roles: ['OWNER'] } })).toMatchObject({ permission: 'accounts:write', grantedBy: 'o' });
  });

  it.each<[string, Partial<GrantRequest>, string, string]>([
    ['to oneself', { by: { ...adam, account: 'annie' } }, 'FORBIDDEN', 'accountId'],
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
