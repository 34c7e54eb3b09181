import { buildSchema, parse, validate, type OperationDefinitionNode } from 'graphql';
import { callerAs } from '#test/kit/caller-as';
import { withSubscriptions } from './live-schema';
import { readWatch } from './read-watch';
import { payloadOf, sharedBy, type Watch } from './watch';

const api = buildSchema(`
  scalar DateTime
  type Query { shop(id: ID!): Shop session(id: ID!): Session inbox(ids: [ID!], first: Int = 100): [Session!] }
  type Shop { id: ID! name: String agents(first: Int): [Agent!] }
  type Agent { id: ID! metrics: Int presence: String }
  type Session { id: ID! state: String messages(first: Int): [String!] }
`);
const schema = withSubscriptions(api);

function watchOf(text: string, variables: Readonly<Record<string, unknown>> = {}): Watch {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === 'OperationDefinition')!;
  const watch = readWatch({ schema, document, operation, variables, shopId: 's' });
  // What the gateway asks is a sound query with the variables it needs and no other.
  if (watch.query) expect(validate(api, parse(watch.query.text))).toEqual([]);
  return watch;
}

const told = {
  reason: 'CHANGE',
  changed: [{ kind: 'SESSION', id: 'x' }],
  at: '2026-03-02T10:00:00.000Z',
  data: { shop: { name: 'Lamps' }, again: { id: 's' } },
  gone: [],
} as const;

describe('a subscription', () => {
  it('is a query for the state and a form for the event, in the client’s own order and names', () => {
    const watch = watchOf(
      `subscription($shop: ID!, $n: Int, $more: Boolean!) {
        it: boardChanged(shopId: $shop) {
          ...Event why: reason again: shop { id } shop @include(if: $more) { name } __typename
          changed { what: kind } changed { id }
          at @skip(if: $more)
        }
      }
      fragment Event on BoardChange { shop { ...Names } }
      fragment Names on Shop { name agents(first: $n) { presence } }`,
      { shop: 's', n: 3, more: true },
    );
    expect(watch).toMatchObject({ root: 'boardChanged', key: 'it', shopId: 's', isPersonal: false });
    expect(watch.query?.variables).toEqual({ n: 3, id: 's' });
    expect(watch.query?.text).not.toContain('$more');
    const payload = payloadOf(watch, told);
    expect(payload).toEqual({
      shop: { name: 'Lamps' },
      why: 'CHANGE',
      again: { id: 's' },
      __typename: 'BoardChange',
      changed: [{ what: 'SESSION', id: 'x' }],
    });
    expect(Object.keys(payload)).toEqual(['shop', 'why', 'again', '__typename', 'changed']);
  });

  it('that selects no state asks no service', () => {
    expect(watchOf('subscription($s: ID!) { boardChanged(shopId: $s) { changed { id } } }', { s: 's' }).query).toBeUndefined();
  });

  it('takes a name of its own for the id where the client has taken it', () => {
    const text = 'subscription($id: Int!, $x: ID!) { sessionChanged(sessionId: $x) { session { messages(first: $id) } } }';
    const watch = watchOf(text, { id: 7, x: 'session' });
    expect(watch.sessionId).toBe('session');
    expect(watch.query?.variables).toEqual({ id: 7, id_: 'session' });
  });

  it('of an inbox asks for whose sessions they are, whatever it selects', () => {
    expect(watchOf('subscription { inboxChanged { gone } }').query).toMatchObject({ ids: 'ids', variables: {} });
    expect(watchOf('subscription { inboxChanged { sessions { state } } }').query?.text).toContain('liveSessionId: id');
    const taken = watchOf(
      'subscription { inboxChanged { sessions { liveSessionId: state ...More } } } fragment More on Session { liveSessionId_: id }',
    );
    expect(taken.query).toMatchObject({ idKey: 'liveSessionId__', text: expect.stringContaining('liveSessionId__: id') as unknown });
  });
});

describe('streams share their answers', () => {
  const board = 'subscription($s: ID!) { boardChanged(shopId: $s) { shop { name } } }';
  const watch = watchOf(board, { s: 's' });
  const owner = callerAs('OWNER', 's', { account: 'a' });

  it('with others of the same rights', () => {
    expect(sharedBy(watch, { ...owner, account: 'b', subject: 'w' })).toBe(sharedBy(watch, owner));
    expect(sharedBy(watchOf(board, { s: 's' }), owner)).toBe(sharedBy(watch, owner));
  });

  it.each([
    ['of another shop', { shop: 't' }],
    ['with another role', { roles: ['CS_ADMIN'] }],
    ['with one role more', { roles: ['OWNER', 'AGENT'] }],
    ['with another permission', { permissions: ['metrics:read'] }],
    ['without the workbench', { imEnabled: !owner.imEnabled }],
    ['that is no account', { account: null }],
  ] as const)('INV-6 with nobody %s', (_whom, change) => {
    expect(sharedBy(watch, { ...owner, ...change })).not.toBe(sharedBy(watch, owner));
  });

  it('with nobody who asks in other words, or with other variables', () => {
    expect(sharedBy(watchOf(board.replace('name', 'id'), { s: 's' }), owner)).not.toBe(sharedBy(watch, owner));
    expect(sharedBy(watchOf(board, { s: 't' }), owner)).not.toBe(sharedBy(watch, owner));
  });

  it.each([
    ['an agent’s figures, which are its own', 'subscription($s: ID!) { boardChanged(shopId: $s) { shop { agents { metrics } } } }'],
    ['an inbox', 'subscription { inboxChanged { at } }'],
  ])('PRM-13 with no other account where they ask for %s', (_what, text) => {
    const own = watchOf(text, { s: 's' });
    expect(own.isPersonal).toBe(true);
    expect(sharedBy(own, { ...owner, account: 'b' })).not.toBe(sharedBy(own, owner));
  });
});
