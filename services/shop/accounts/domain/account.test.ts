import { changeAccount, newAccount, removed, type Account, type AccountChange } from './account';

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
  positionId: null,
  department: null,
  avatar: null,
  removedAt: null,
};

const owner: Account = { ...agent, id: 'o', roles: ['OWNER'] };
const changed = (change: AccountChange, of = agent, by: string | null = 'admin') => changeAccount(of, change, by);

describe('accounts', () => {
  it('PRM-4 adding the role AGENT is a change of roles', () => {
    expect(changed({ roles: ['OPERATIONS', 'AGENT'] }, { ...agent, roles: ['OPERATIONS'] })).toMatchObject({
      roles: ['AGENT', 'OPERATIONS'],
      version: 2,
    });
  });

  it('PRM-8 a nickname changes alone', () => {
    expect(changed({ nickname: '小雨' })).toEqual({ ...agent, nickname: '小雨', version: 2 });
  });

  it('the main account stays OWNER, whatever roles are named', () => {
    expect(changed({ roles: ['AGENT'] }, owner, 'o')).toMatchObject({ roles: ['AGENT', 'OWNER'], active: true });
  });

  it('the main account cannot be deactivated: nobody could let the shop in again', () => {
    expect(changed({ active: false }, owner, 'o')).toMatchObject({ outcome: 'refused', code: 'OWNER_REQUIRED', field: 'active' });
    expect(changed({ active: true }, owner, 'o')).toBe(owner);
  });

  it.each<AccountChange>([{ roles: ['AGENT'] }, { name: 'x' }, { nickname: 'x' }, { imEnabled: false }, { positionId: 'p' }, {}])(
    'PRM-8 the main account is changed by nobody else: %j',
    (change) => {
      for (const by of ['admin', null])
        expect(changed(change, owner, by)).toMatchObject({ outcome: 'refused', code: 'OWNER_REQUIRED', field: 'accountId' });
      expect(changed({ name: 'x' }, owner, 'o')).toMatchObject({ name: 'x', version: 2 });
    },
  );

  it('PRM-2 an account that was deactivated cannot activate itself; another may', () => {
    const off = { ...agent, active: false };
    expect(changed({ active: true }, off, agent.id)).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN', field: 'active' });
    expect(changed({ active: true }, off, 'admin')).toEqual({ ...agent, version: 2 });
    expect(changed({ nickname: '小雨' }, off, agent.id)).toMatchObject({ active: false, nickname: '小雨' });
  });

  it('RES-84 absent and null leave everything as it is', () => {
    expect(changed({})).toBe(agent);
    expect(changed({ name: null, nickname: null, roles: null, imEnabled: null, active: null })).toBe(agent);
  });

  it('PRM-7 a new account has the workbench unless told otherwise, and the name it is given', () => {
    expect(newAccount('a', 's', { name: 'A', roles: ['AGENT', 'AGENT'] })).toEqual(agent);
    expect(newAccount('a', 's', { name: 'A', nickname: '小雨', roles: ['AGENT'], imEnabled: false })).toEqual({
      ...agent,
      nickname: '小雨',
      imEnabled: false,
    });
  });

  it('PRM-9 null takes a position away, absent leaves it; nobody chooses its own', () => {
    const clerk = { ...agent, positionId: 'p' };
    expect(changed({ positionId: 'p' })).toEqual({ ...clerk, version: 2 });
    expect(changed({ positionId: null }, clerk)).toEqual({ ...agent, version: 2 });
    expect(changed({ nickname: 'K' }, clerk)).toMatchObject({ positionId: 'p' });
    expect(changed({ positionId: 'q' }, clerk, clerk.id)).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN', field: 'positionId' });
    expect(changed({ positionId: 'p', nickname: 'K' }, clerk, clerk.id)).toMatchObject({ nickname: 'K', version: 2 });
  });

  it('PRM-8 null takes a picture and a department away, absent leaves them', () => {
    const whole = { ...agent, avatar: 'https://a.example/1.png', department: '售后' };
    expect(changed({ avatar: whole.avatar, department: whole.department })).toEqual({ ...whole, version: 2 });
    expect(changed({ avatar: null, department: null }, whole)).toEqual({ ...agent, version: 2 });
    expect(changed({}, whole)).toBe(whole);
  });

  it('a sub-account is removed for good, once; the main account never', () => {
    const at = new Date('2026-03-02T02:00:00Z');
    const gone = { ...agent, version: 2, active: false, removedAt: at };
    expect(removed({ ...agent, positionId: 'p' }, at)).toEqual(gone);
    expect(removed(gone, new Date(at.getTime() + 1))).toBe(gone);
    expect(removed(owner, at)).toMatchObject({ outcome: 'refused', code: 'OWNER_REQUIRED', field: 'accountId' });
  });

  it('a change to what is already so changes nothing', () => {
    expect(changed({ name: 'A', roles: ['AGENT'] })).toBe(agent);
  });
});
