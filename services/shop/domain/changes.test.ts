import { changeAccount, type Account } from './account';
import { overridePolicy, policyOf, usePreset, type Shop } from './shop';

const shop: Shop = {
  id: 's',
  version: 1,
  name: 'S',
  timeZone: 'Asia/Shanghai',
  preset: 'KUAISHOU',
  overrides: {},
  policyVersion: 1,
  ownerId: 'o',
};
const agent: Account = {
  id: 'a',
  shopId: 's',
  version: 1,
  name: 'A',
  nickname: 'A',
  roles: ['AGENT'],
  imEnabled: true,
  noRouting: false,
  active: true,
};

describe('policy', () => {
  it('an override raises both versions', () => {
    const next = overridePolicy(shop, { agentEndHoldMinutes: 0 });
    expect([next.version, next.policyVersion, policyOf(next).agentEndHoldMinutes]).toEqual([2, 2, 0]);
  });

  it('an override with the value in force changes nothing', () => {
    expect(overridePolicy(shop, { agentEndHoldMinutes: 20 })).toBe(shop);
  });

  it('RTE-2 another preset drops the overrides', () => {
    const next = usePreset(overridePolicy(shop, { agentEndHoldMinutes: 5 }), 'TAOBAO');
    expect([policyOf(next).agentEndHoldMinutes, policyOf(next).routingMode, next.policyVersion]).toEqual([0, 'GROUP', 3]);
  });
});

describe('accounts', () => {
  it('PRM-4 adding the role AGENT is a change of roles', () => {
    expect(changeAccount({ ...agent, roles: ['OPERATIONS'] }, { roles: ['OPERATIONS', 'AGENT'] })).toMatchObject({
      roles: ['AGENT', 'OPERATIONS'],
      version: 2,
    });
  });

  it('PRM-8 a nickname changes alone', () => {
    expect(changeAccount(agent, { nickname: '小雨' })).toEqual({ ...agent, nickname: '小雨', version: 2 });
  });

  it('the main account stays OWNER and active', () => {
    const owner: Account = { ...agent, roles: ['OWNER'] };
    expect(changeAccount(owner, { roles: ['AGENT'], active: false })).toMatchObject({ roles: ['AGENT', 'OWNER'], active: true });
  });

  it('a change to what is already so changes nothing', () => {
    expect(changeAccount(agent, { name: 'A', roles: ['AGENT'] })).toBe(agent);
  });
});
