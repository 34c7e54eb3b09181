import { buildASTSchema, isEnumType, parse } from 'graphql';
import { access } from '#libs/platform/access/access';
import { undescribed } from '#libs/platform/graphql/undescribed';
import { kindOf } from './changed';
import { liveRoots } from './live-roots';
import { readLiveSchema } from './live-schema';

const document = parse(readLiveSchema());
const schema = buildASTSchema(
  parse(`${readLiveSchema()} scalar DateTime type Query { at: Int } type Shop { id: ID } type Session { id: ID }`),
  {
    assumeValidSDL: true,
  },
);

describe('what can be watched', () => {
  it('is described in full', () => {
    expect(undescribed(document)).toEqual([]);
  });

  it('tells of every kind of fact by a name of the schema', () => {
    const kinds = schema.getType('ChangedKind');
    const names = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : [];
    const told = Object.values(kindOf).filter((kind) => kind !== null);
    expect([...new Set([...told, 'BUYER'])].sort()).toEqual([...names].sort());
  });

  it('is each answered here, and guarded by the access table', () => {
    const fields = Object.keys(schema.getSubscriptionType()?.getFields() ?? {});
    expect(fields).toEqual(Object.keys(liveRoots));
    expect(fields.filter((field) => !access[`Subscription.${field}`])).toEqual([]);
  });
});
