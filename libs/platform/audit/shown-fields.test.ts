import { isEnumType } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { readSubgraphSchema } from '../graphql/subgraph-schema';
import { changedFields, shownFields } from './shown-fields';

const account = { id: 'a', name: '小红', roles: ['AGENT'], active: true, department: null, version: 3 };

it('names what differs, as it was and as it is', () => {
  expect(changedFields('ACCOUNT', account, { ...account, roles: ['ADMIN'], version: 4 })).toEqual({
    before: { roles: ['AGENT'] },
    after: { roles: ['ADMIN'] },
  });
  expect(changedFields('ACCOUNT', account, { ...account })).toEqual({ before: {}, after: {} });
});

it('names of what is new or gone all that has a value', () => {
  const all = { name: '小红', roles: ['AGENT'], active: true };
  expect(changedFields('ACCOUNT', null, account)).toEqual({ before: null, after: all });
  expect(changedFields('ACCOUNT', account, null)).toEqual({ before: all, after: null });
  expect(changedFields('ACCOUNT', null, null)).toEqual({ before: null, after: null });
});

it('takes absent and null for the same, and instants by their value', () => {
  const [at, same] = [new Date(7), new Date(7)];
  expect(changedFields('API_KEY', { revokedAt: null, expiresAt: at }, { expiresAt: same })).toEqual({ before: {}, after: {} });
});

it('shows nothing that is on no list: no secret, no digest, no text', () => {
  const kinds = Object.keys(shownFields) as (keyof typeof shownFields)[];
  const secret = {
    secret: 's',
    digest: 'd',
    previousDigest: 'p',
    publicKey: 'k',
    text: 't',
    reason: 'r',
    closedNotice: 'n',
    externalId: 'x',
  };
  for (const kind of kinds) expect(changedFields(kind, {}, secret)).toEqual({ before: {}, after: {} });
});

it('is the list that the graph knows', () => {
  const kind = buildSubgraphSchema(readSubgraphSchema('shop')).getType('AuditKind');
  expect(isEnumType(kind) && kind.getValues().map(({ name }) => name)).toEqual(Object.keys(shownFields));
});
