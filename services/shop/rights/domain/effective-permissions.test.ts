import { permissionNames } from '#libs/platform/access/permissions';
import { effectivePermissions, type Given } from './effective-permissions';
import { exampleAccount as annie } from './example-account';
import type { Grant } from './grant';

const now = new Date('2026-03-02T02:00:00Z');
const later = new Date('2026-03-02T03:00:00Z');
const nothing: Given = { position: null, grants: [] };

const grant: Grant = { accountId: annie.id, permission: 'schedule:write', grantedBy: 'o', grantedAt: now, until: later };
const position = (...rights: Grant['permission'][]): Given => ({
  position: { id: 'p', shopId: 's', name: 'pre-sale', rights },
  grants: [],
});

const namesOf = (roles: typeof annie.roles, given = nothing, at = now) =>
  effectivePermissions({ roles, active: true }, given, at).map(({ permission }) => permission);

describe('effective permissions', () => {
  it('PRM-2 name every reason', () => {
    const given = { ...position('schedule:write', 'orders:confirm'), grants: [grant] };
    const none = { grantedBy: null, grantedAt: null, until: null };
    expect(effectivePermissions(annie, given, now)).toEqual([
      { permission: 'schedule:write', source: 'POSITION', via: 'pre-sale', ...none },
      { permission: 'schedule:write', source: 'GRANT', via: null, grantedBy: 'o', grantedAt: now, until: later },
      { permission: 'orders:confirm', source: 'POSITION', via: 'pre-sale', ...none },
    ]);
    expect(effectivePermissions({ roles: ['ADMIN', 'CS_ADMIN'], active: true }, nothing, now)).toContainEqual({
      permission: 'policy:write',
      source: 'ROLE',
      via: 'CS_ADMIN',
      ...none,
    });
  });

  it('PRM-1 of the main account are all there are, of an agent none by its role', () => {
    expect(namesOf(['OWNER'])).toEqual(permissionNames);
    expect(namesOf(['AGENT'])).toEqual([]);
  });

  it('PRM-2 end with the grant: at its instant it is over', () => {
    const given = { position: null, grants: [grant] };
    expect(namesOf(['AGENT'], given, new Date(later.getTime() - 1))).toEqual(['schedule:write']);
    expect(namesOf(['AGENT'], given, later)).toEqual([]);
  });

  it('PRM-9 of a position are two separate rights', () => {
    expect(namesOf(['AGENT'], position('orders:confirm'))).toEqual(['orders:confirm']);
    expect(namesOf(['AGENT'], position('after-sales:act'))).toEqual(['after-sales:act']);
  });

  it('PRM-9 a right of a position gives nothing to roles that cannot be given it', () => {
    expect(namesOf(['AGENT'], position('metrics:read'))).toEqual([]);
    expect(namesOf(['AGENT', 'OPERATIONS'], position('metrics:read'))).toEqual(['metrics:read']);
  });

  it('PRM-2 an account that is not active may nothing', () => {
    expect(effectivePermissions({ roles: ['OWNER'], active: false }, nothing, now)).toEqual([]);
  });
});
