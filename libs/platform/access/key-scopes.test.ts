import { access, refusal } from './access';
import { withoutAccount } from './caller';
import { keyScopes, rightsOfScopes } from './key-scopes';
import { hasByRole, isPermission, permissions } from './permissions';

const callerWith = (...scopes: string[]) => ({
  ...withoutAccount({ subject: 'k', shop: 's', account: null, roles: [], key: { id: 'k', digest: 'd' } }),
  ...rightsOfScopes(scopes),
});
const openTo = (...scopes: string[]): string[] =>
  Object.keys(access).filter((field) => refusal(access[field]!, callerWith(...scopes)) === undefined);

it('PRM-1 a key cannot be given what makes keys, accounts or grants, so none can make itself another', () => {
  const all = openTo(...keyScopes, 'keys:write', 'accounts:write', 'accounts:grant', 'accounts:read');
  for (const field of ['createApiKey', 'rotateApiKey', 'revokeApiKey', 'createAccount', 'updateAccount', 'grantPermission'])
    expect(all).not.toContain(`Mutation.${field}`);
  expect(all).not.toContain('KeyHolder.@key');
  expect(all).toContain('Mutation.saveReceptionSchedule');
});

it('PRM-1 whoever can make keys has everything that a key can be given', () => {
  for (const scope of keyScopes.filter(isPermission))
    for (const role of permissions['keys:write'].roles) expect([scope, hasByRole(scope, [role])]).toEqual([scope, true]);
});

it('the scope connector opens what CONNECTOR may, and a single permission what it names', () => {
  const connector = withoutAccount({ subject: 'c', shop: 's', account: null, roles: ['CONNECTOR'] });
  expect(openTo('connector')).toEqual(Object.keys(access).filter((field) => refusal(access[field]!, connector) === undefined));
  expect(openTo('schedule:write').filter((field) => field.startsWith('Mutation.'))).toEqual([
    'Mutation.saveReceptionSchedule',
    'Mutation.rollbackReceptionSchedule',
    'Mutation.withdrawReceptionVersion',
    'Mutation.saveReceptionDraft',
    'Mutation.discardReceptionDraft',
    'Mutation.publishReceptionDraft',
    'Mutation.overrideReception',
    'Mutation.liftOverride',
    'Mutation.announceReceptionHours',
    'Mutation.updateAnnouncement',
    'Mutation.cancelAnnouncement',
    'Mutation.saveHolidayTable',
    'Mutation.saveVolumeProfile',
  ]);
});

it('the scope read changes nothing and shows nothing that buyers wrote', () => {
  const open = openTo('read');
  expect(open.filter((field) => field.startsWith('Mutation.'))).toEqual([]);
  for (const field of ['Session.messages', 'Message.text', 'Buyer.name']) expect(open).not.toContain(field);
  for (const field of ['Query.shop', 'Shop.queue', 'Shop.sessions', 'Shop.metrics']) expect(open).toContain(field);
});

it('no scope, and one that nobody knows, open nothing but the question who calls', () => {
  expect(rightsOfScopes(['everything', 'constructor'])).toEqual({ roles: ['KEY'], imEnabled: false, permissions: [] });
  expect(openTo()).toEqual(['Query.viewer']);
});
