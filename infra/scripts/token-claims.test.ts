import { claimsFor } from './token-claims';

const demo = {
  shopId: 's1',
  accounts: { owner: 'a0', admin: 'a4', 'cs-admin': 'a1', operations: 'a5', 'agent-1': 'a2', 'agent-2': 'a3' },
  complete: true,
};

describe('what a token says', () => {
  test.each([
    ['operator', { roles: ['OPERATOR'] }],
    ['connector', { roles: ['CONNECTOR'], shop: 's1' }],
    ['owner', { roles: ['OWNER'], shop: 's1', account: 'a0' }],
    ['admin', { roles: ['ADMIN'], shop: 's1', account: 'a4' }],
    ['operations', { roles: ['OPERATIONS'], shop: 's1', account: 'a5' }],
    ['agent-2', { roles: ['AGENT'], shop: 's1', account: 'a3' }],
  ])('%s of the demo shop', (as, said) => {
    expect(claimsFor({ as }, demo)).toEqual({ subject: `local-${as}`, name: as, ...said });
  });

  test('another shop needs an account of its own', () => {
    expect(claimsFor({ as: 'agent-1', shop: 's2', account: 'b1' }, demo)).toMatchObject({ shop: 's2', account: 'b1' });
    expect(() => claimsFor({ as: 'agent-1', shop: 's2' }, demo)).toThrow('--account');
  });

  test('an unknown caller is told the known ones', () => {
    expect(() => claimsFor({ as: 'boss' }, demo)).toThrow('operator, connector, owner, admin, cs-admin, operations, agent-1, agent-2');
    expect(() => claimsFor({ as: 'connector' }, undefined)).toThrow('not loaded yet');
  });
});
