import { exampleAccount } from '../../rights/domain/example-account';
import { setNoRouting } from './set-no-routing';
import type { Account } from './account';

const agent: Account = { ...exampleAccount, roles: ['AGENT'], active: true, noRouting: false };
const refused = { outcome: 'refused', code: 'NOT_AN_AGENT', field: 'accountId' };

it('RTE-37 an agent is kept out of routing', () => {
  expect(setNoRouting(agent, true)).toEqual({ ...agent, noRouting: true, version: agent.version + 1 });
});

it('RTE-38 clearing the flag changes nothing else', () => {
  const flagged = { ...agent, noRouting: true };
  expect(setNoRouting(flagged, false)).toEqual({ ...agent, version: agent.version + 1 });
});

it('RTE-37 the same again changes nothing', () => {
  expect(setNoRouting(agent, false)).toBe(agent);
});

it.each([
  ['without the role AGENT', { ...agent, roles: ['OPERATIONS'] } satisfies Account],
  ['that is not active', { ...agent, active: false }],
])('RTE-37 an account %s cannot be flagged', (_which, account) => {
  expect(setNoRouting(account, true)).toMatchObject(refused);
});

it('RTE-37 the main account can be flagged where it has the role AGENT', () => {
  const owner: Account = { ...agent, roles: ['OWNER'] };
  expect(setNoRouting(owner, true)).toMatchObject(refused);
  expect(setNoRouting({ ...owner, roles: ['AGENT', 'OWNER'] }, true)).toMatchObject({ noRouting: true });
});

it('RTE-38 an account that lost the role can still be cleared', () => {
  expect(setNoRouting({ ...agent, roles: ['OPERATIONS'], noRouting: true }, false)).toMatchObject({ noRouting: false });
});
