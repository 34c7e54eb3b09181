import { changeAccount, type Account } from './account';

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
