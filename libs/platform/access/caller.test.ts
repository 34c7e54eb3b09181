import { actorOf, withoutAccount } from './caller';

const service = (role: 'OPERATOR' | 'CONNECTOR') => withoutAccount({ subject: 'w', shop: 's', account: null, roles: [role] });

it('an event says who made it true: the account, the key, or what the token calls itself', () => {
  expect(actorOf({ ...service('CONNECTOR'), account: 'a', roles: ['AGENT'] })).toEqual({ kind: 'ACCOUNT', id: 'a' });
  expect(actorOf({ ...service('CONNECTOR'), subject: 'k', key: 'k' })).toEqual({ kind: 'KEY', id: 'k' });
  expect(actorOf(service('CONNECTOR'))).toEqual({ kind: 'CONNECTOR', id: 'w' });
  expect(actorOf(service('OPERATOR'))).toEqual({ kind: 'OPERATOR', id: 'w' });
});
