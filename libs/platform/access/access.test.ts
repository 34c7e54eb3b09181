import { access, authorize, ownShop, refusal, type Rule } from './access';
import { accountRoles, type Caller, type Role } from './caller';
import { permissions, permissionNames } from './permissions';
import type { AppError } from '../errors';

const account = (role: Role, more: Partial<Caller> = {}): Caller => ({
  subject: 'w',
  roles: [role],
  shop: 's',
  account: 'a',
  imEnabled: true,
  permissions: [],
  ...more,
});
const service = (role: Role): Caller => account(role, { account: null, imEnabled: false });

describe('a rule of the access table', () => {
  const rule: Rule = { roles: ['OWNER'], own: ['OPERATIONS'], im: ['AGENT'], permission: 'schedule:write' };

  it.each<[string, Caller, string | undefined, ReturnType<typeof refusal>]>([
    ['lets a listed role', account('OWNER'), undefined, undefined],
    ['lets one of several roles', account('OWNER', { roles: ['CS_ADMIN', 'OWNER'] }), undefined, undefined],
    ['lets no other role', account('CS_ADMIN'), undefined, 'FORBIDDEN'],
    ['lets nobody without a role', account('OWNER', { roles: [] }), undefined, 'FORBIDDEN'],
    ['lets the own account', account('OPERATIONS'), 'a', undefined],
    ['lets nobody for the account of somebody else', account('OPERATIONS'), 'b', 'FORBIDDEN'],
    ['lets nobody for an account that is not named', account('OPERATIONS'), undefined, 'FORBIDDEN'],
    ['takes no account for the own of a caller that is none', account('OPERATIONS', { account: null }), undefined, 'FORBIDDEN'],
    ['PRM-7 lets those with the IM permission', account('AGENT'), undefined, undefined],
    ['PRM-7 asks for the IM permission', account('AGENT', { imEnabled: false }), undefined, 'IM'],
    ['PRM-7 asks nobody for it who may anyway', account('OWNER', { imEnabled: false }), undefined, undefined],
    ['PRM-7 makes of the IM permission no role', account('CS_ADMIN', { imEnabled: true }), undefined, 'FORBIDDEN'],
    ['PRM-1 lets whoever was granted its permission', account('CS_ADMIN', { permissions: ['schedule:write'] }), undefined, undefined],
    ['PRM-1 lets nobody with another permission', account('CS_ADMIN', { permissions: ['metrics:read'] }), undefined, 'FORBIDDEN'],
  ])('%s', (_what, caller, ownAccount, expected) => {
    expect(refusal(rule, caller, ownAccount)).toBe(expected);
  });
});

describe('the access table', () => {
  it('refuses what it does not list', () => {
    expect(() => authorize('Mutation.dropShop', account('OWNER'))).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });

  it.each<[string, readonly Role[]]>([
    ['Mutation.createShop', ['OPERATOR']],
    ['Mutation.createAccount', ['OWNER']],
    ['Mutation.updateAccount', ['OWNER']],
    ['Mutation.applyPreset', ['OWNER', 'ADMIN']],
    ['Mutation.updateShopPolicy', ['OWNER', 'ADMIN', 'CS_ADMIN']],
    ['Mutation.saveReceptionSchedule', ['OWNER', 'ADMIN']],
    ['Mutation.sendBuyerMessage', ['CONNECTOR', 'BUYER']],
    ['Mutation.leaveChat', ['CONNECTOR', 'BUYER']],
    ['Mutation.sendAgentMessage', ['OWNER', 'ADMIN', 'CS_ADMIN', 'AGENT']],
    ['Mutation.endSession', ['OWNER', 'ADMIN', 'CS_ADMIN', 'AGENT']],
    ['Shop.metrics', ['OWNER', 'ADMIN', 'CS_ADMIN']],
    ['Buyer.name', ['CONNECTOR', 'BUYER', 'OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT']],
  ])('PRM-1 %s is for %j', (field, roles) => {
    const all: readonly Role[] = ['OPERATOR', 'CONNECTOR', 'BUYER', 'OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'];
    expect(all.filter((role) => refusal(access[field]!, account(role)) === undefined)).toEqual(roles);
  });

  it.each(['Mutation.sendAgentMessage', 'Mutation.endSession', 'Session.messages', 'Message.text', 'Buyer.name'])(
    'PRM-7 %s is closed to an agent without the IM permission, and open to the main account',
    (field) => {
      expect(() => authorize(field, account('AGENT', { imEnabled: false }))).toThrow(expect.objectContaining({ code: 'IM_NOT_ENABLED' }));
      expect(() => authorize(field, account('OWNER', { imEnabled: false }))).not.toThrow();
    },
  );

  it('PRM-7 lets those who oversee a shop read without the IM permission, but not answer', () => {
    const supervisor = account('CS_ADMIN', { imEnabled: false });
    expect(() => authorize('Session.messages', supervisor)).not.toThrow();
    expect(() => authorize('Mutation.sendAgentMessage', supervisor)).toThrow(expect.objectContaining({ code: 'IM_NOT_ENABLED' }));
  });

  it('opens to a buyer its conversation and the notice of changed hours, and nothing else', () => {
    const buyer = account('BUYER', { account: null, imEnabled: false, buyer: { channel: 'WEB', externalId: 'b' } });
    expect(Object.keys(access).filter((field) => refusal(access[field]!, buyer) === undefined)).toEqual([
      'Query.viewer',
      'Query.receptionNotice',
      'Query.session',
      'Subscription.sessionChanged',
      'Mutation.clickFaq',
      'Mutation.rateSession',
      'Mutation.enterChat',
      'Mutation.sendBuyerMessage',
      'Mutation.transferToHuman',
      'Mutation.leaveChat',
      'Mutation.markBuyerRead',
      'Mutation.recallBuyerMessage',
      'EnterChatPayload.@key',
      'Session.@key',
      'Buyer.name',
      'Buyer.orders',
      'Session.messages',
      'Session.rating',
      'Session.lastMessage',
      'Message.text',
      'Message.reference',
      'Message.delivery',
      'Message.attachments',
    ]);
  });

  it('PRM-13 opens figures of an agent to that agent', () => {
    expect(() => authorize('Agent.metrics', account('AGENT'), 'a')).not.toThrow();
    expect(() => authorize('Agent.metrics', account('AGENT'), 'b')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });

  it('says what would be right and, to an account that can be given it, who can', () => {
    const own = 'one of the roles OWNER, ADMIN, CS_ADMIN, or AGENT, OPERATIONS for the own account';
    expect(() => authorize('Agent.metrics', account('OPERATIONS'), 'b')).toThrow(
      expect.objectContaining({
        message: 'Your role may not use Agent.metrics.',
        expected: `${own}, or the permission metrics:read; the main account or an administrator can give it`,
        permission: 'metrics:read',
        grantedBy: ['OWNER', 'ADMIN'],
      }),
    );
    for (const caller of [account('AGENT'), service('CONNECTOR')])
      expect(() => authorize('Agent.metrics', caller, 'b')).toThrow(
        expect.objectContaining({ expected: own, permission: undefined, grantedBy: undefined }),
      );
  });
});

describe('a refusal', () => {
  const refused = (field: string, caller: Caller): unknown => {
    try {
      authorize(field, caller);
    } catch (error) {
      return error;
    }
    throw new Error(`${field} was not refused`);
  };

  it('PRM-1 names the missing permission and who can grant it', () => {
    expect(refused('Mutation.saveReceptionSchedule', account('AGENT'))).toMatchObject({
      code: 'FORBIDDEN',
      expected: 'one of the roles OWNER, ADMIN, or the permission schedule:write; the main account or an administrator can give it',
      permission: 'schedule:write',
      grantedBy: ['OWNER', 'ADMIN'],
    });
    expect(refused('Mutation.createAccount', account('ADMIN'))).toMatchObject({ permission: 'accounts:write', grantedBy: ['OWNER'] });
  });

  it('PRM-3 names roles where no grant can help', () => {
    expect(refused('Mutation.updateShopPolicy', account('OPERATIONS'))).toMatchObject({
      expected: 'one of the roles OWNER, ADMIN, CS_ADMIN',
      permission: undefined,
      grantedBy: undefined,
    });
    expect(refused('Mutation.createShop', account('OWNER'))).toMatchObject({
      expected: 'the role OPERATOR',
      permission: undefined,
      grantedBy: undefined,
    });
  });

  it('PRM-1 promises nobody a permission that its roles cannot be given', () => {
    const gated = Object.entries(access).filter(([, { permission }]) => permission !== undefined);
    for (const role of accountRoles) {
      const able = permissionNames.filter((name) => (permissions[name].grantableTo as readonly string[]).includes(role));
      for (const [field] of gated.filter(([, rule]) => refusal(rule, account(role)) !== undefined)) {
        const { permission, grantedBy, expected } = refused(field, account(role)) as AppError;
        const can = able.find((name) => name === access[field]?.permission);
        expect([field, permission, grantedBy !== undefined, expected?.includes('give')]).toEqual([
          field,
          can,
          can !== undefined,
          can !== undefined,
        ]);
      }
    }
  });

  it('tells a caller without an account of no permission', () => {
    expect(refused('Mutation.saveReceptionSchedule', service('CONNECTOR'))).toMatchObject({ permission: undefined, grantedBy: undefined });
  });
});

describe('the list of permissions', () => {
  it('PRM-1 gives the main account all of them, and nobody twice', () => {
    for (const { roles, grantableTo } of Object.values(permissions)) {
      expect(roles).toContain('OWNER');
      const both: readonly string[] = [...roles, ...grantableTo];
      expect(accountRoles.filter((role) => both.filter((each) => each === role).length > 1)).toEqual([]);
    }
  });

  it('PRM-1 opens what it names to an account that was given it, and only that', () => {
    for (const permission of permissionNames) {
      for (const [field, rule] of Object.entries(access).filter(([, each]) => each.permission !== undefined)) {
        const given = refusal(rule, account('AGENT', { permissions: [permission] }), 'b');
        expect([field, given]).toEqual([field, rule.permission === permission || rule.roles.includes('AGENT') ? undefined : 'FORBIDDEN']);
      }
    }
  });
});

describe('the own shop', () => {
  it('is the one the caller speaks for; any other answers like an unknown one', () => {
    expect(ownShop(account('AGENT'), 's')).toBe('s');
    for (const caller of [account('OWNER', { shop: 't' }), account('OPERATOR', { shop: null, account: null })])
      expect(() => ownShop(caller, 's', 'id')).toThrow(expect.objectContaining({ code: 'SHOP_NOT_FOUND', field: 'id' }));
  });
});
