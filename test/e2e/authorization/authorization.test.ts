import { buildClientSchema, getIntrospectionQuery, type GraphQLField, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { graphqlRequest, type GraphqlAnswer, type GraphqlError } from '#infra/launcher/graphql-request';
import { access } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { passportHeader, passportSigner, type PassportSigner } from '#libs/platform/access/passport';
import { newId } from '#libs/platform/process/ids';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { cookieKey, stageCast, type Cast } from './cast';
import { declaredFields, servedEntities, type ServedEntity } from './entities';
import { objectType, places, rootProbe, selectionOf, ways, type Place, type Probe } from './probes';
import { openTypes } from './open-types';
import { callerKinds, cellOf, openFields, readByTheGateway, whoMay, type CallerKind, type Cell } from './who-may';

jest.setTimeout(240_000);

let system: TestSystem;
let cast: Cast;
let schema: GraphQLSchema;
let signer: PassportSigner;

beforeAll(async () => {
  system = await startSystem({ env: { JIEDAI_COOKIE_KEYS: cookieKey } });
  cast = await stageCast(system);
  const { data } = await system.graphql<IntrospectionQuery>(cast.tokens.owner, getIntrospectionQuery());
  schema = buildClientSchema(data!);
  signer = passportSigner(system.environment.passportSecrets.split(','));
});

afterAll(() => system?.stop());

/** Root fields as `Query.shop`, with their definition. */
const roots = (): (readonly [string, GraphQLField<unknown, unknown>])[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => [`${type!.name}.${field.name}`, field] as const),
  );

const guardedFields = [...whoMay.keys()].filter((name) => !/^(Query|Mutation|Subscription)\.|@key$/.test(name));

it('PRM-1 every root field, entity and guarded field has a line that says who may; every other field is known to be open', () => {
  const entities = servedEntities().map(({ name }) => `${name}.@key`);
  const needed = [...new Set([...Object.keys(access), ...entities, ...roots().map(([name]) => name)])];
  expect(needed.filter((name) => !whoMay.has(name))).toEqual([]);
  expect([...whoMay.keys()].filter((name) => !needed.includes(name))).toEqual([]);
  const isKnown = (name: string): boolean => {
    const [type = '', field = ''] = name.split('.');
    return whoMay.has(name) || openTypes.includes(type) || /Payload$/.test(type) || (openFields[type]?.split(' ').includes(field) ?? false);
  };
  expect(declaredFields().filter((name) => !isKnown(name))).toEqual([]);
  const alsoGuarded = Object.entries(openFields).flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`));
  expect(alsoGuarded.filter((name) => name in access)).toEqual([]);
});

/** A cell that was answered otherwise than its line says. */
type Wrong = readonly [cell: string, expected: string, answered: string];

/** Runs over all cells, a few at a time, and tells the wrong ones. */
async function wrongOf<T>(cells: readonly T[], check: (cell: T) => Promise<Wrong | undefined>): Promise<Wrong[]> {
  const wrong: Wrong[] = [];
  const left = [...cells];
  const work = async (): Promise<void> => {
    for (let cell = left.shift(); cell !== undefined; cell = left.shift()) {
      const found = await check(cell);
      if (found) wrong.push(found);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return wrong;
}

/** Asks until neither news that is on its way nor a service that is busy is in the way. */
async function ask<T>(send: () => Promise<GraphqlAnswer<T>>): Promise<GraphqlAnswer<T>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await send();
    const isBusy = answer.errors.some(({ extensions }) => ['SERVICE_UNAVAILABLE', 'TOO_MANY_REQUESTS'].includes(extensions?.code ?? ''));
    if (!isBusy || tries === 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** A request to the graph by a caller of this kind. */
const asKind = (kind: CallerKind, query: string, variables: Probe['variables']): Promise<GraphqlAnswer<unknown>> =>
  graphqlRequest({ url: `${system.process('gateway').url}/graphql`, headers: cast.headers[kind], query, variables });

const codesOf = (errors: readonly GraphqlError[]): string => [...new Set(errors.map(({ extensions }) => extensions?.code))].sort().join();
const refusals = /FORBIDDEN|IM_NOT_ENABLED|UNAUTHENTICATED|SHOP_NOT_FOUND|INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|TOO_MANY_REQUESTS/;

/** Two answers as alike as they have to be, whatever the ids that were asked for. */
const withoutIds = ({ status, data, errors }: GraphqlAnswer<unknown>): string =>
  JSON.stringify({ status, data, errors: errors.map(({ message, extensions }) => ({ message, ...extensions, requestId: '' })) }).replace(
    /[0-9a-f]{8}-[0-9a-f-]{27}/g,
    '<id>',
  );

/** What is wrong with an answer to one who may do it, as the places of the ids require; nothing when it is right. */
function wrongPlace(place: Place, kind: CallerKind, { names }: Probe, answer: GraphqlAnswer<unknown>): string | undefined {
  const codes = codesOf(answer.errors);
  const isElsewhere = kind !== 'operator' && (names.shop || names.session) && (place === 'other shop' || place === 'no shop');
  if (isElsewhere) return /^(SHOP|SESSION)_NOT_FOUND$/.test(codes) && isEmpty(answer) ? undefined : 'not found';
  if (kind === 'operator' && place === 'no shop') return codes === '' || /NOT_FOUND|BAD_USER_INPUT/.test(codes) ? undefined : 'not found';
  if (kind === 'buyer' && place === 'colleague' && (names.session || names.buyer))
    return /^(FORBIDDEN|SESSION_NOT_FOUND)$/.test(codes) && isEmpty(answer) ? undefined : 'nothing of another buyer';
  return refusals.test(codes) ? 'may' : undefined;
}

const isEmpty = ({ data }: GraphqlAnswer<unknown>): boolean => Object.values(data ?? {}).every((value) => value === null);

/** Whether the probe concerns an account that is not the caller's. */
const isOthers = (place: Place, { names }: Probe): boolean => names.account && !['own', 'other shop', 'no shop'].includes(place);

/** What a refused cell is answered; undefined when it is none. */
function refusedWith(cell: Cell, place: Place, probe: Probe): string | undefined {
  if (cell === '-' || (cell === 'o' && isOthers(place, probe))) return 'FORBIDDEN';
  return cell === 'i' ? 'IM_NOT_ENABLED' : undefined;
}

describe('through the gateway', () => {
  const operationOf = (name: string) => name.split('.')[0]!.toLowerCase() as 'query' | 'mutation' | 'subscription';

  it('PRM-1 INV-6 each kind of caller may do what its line says, in its own shop, and to nothing of another', async () => {
    const asked = roots().filter(([name]) => !name.startsWith('Subscription.'));
    const cells = asked.flatMap(([name, field]) => callerKinds.map((kind) => [name, field, kind] as const));
    expect(cells.length).toBeGreaterThan(400);
    const wrong = await wrongOf(cells, async ([name, field, kind]) => {
      const cell = cellOf(name, kind);
      const seen = new Map<Place, string>();
      for (const place of places) {
        const probe = rootProbe(operationOf(name), field, place, cast);
        if (place !== 'own' && !Object.values(probe.names).includes(true)) continue;
        const answer = await ask(() => asKind(kind, probe.query, probe.variables));
        seen.set(place, withoutIds(answer));
        const refused = refusedWith(cell, place, probe);
        const codes = codesOf(answer.errors);
        if (refused !== undefined && (codes !== refused || !isEmpty(answer)))
          return [`${name} ${kind} ${place}`, refused, seen.get(place)!];
        const problem = refused === undefined ? wrongPlace(place, kind, probe, answer) : undefined;
        if (problem !== undefined) return [`${name} ${kind} ${place}`, problem, seen.get(place)!];
      }
      for (const [one, like] of [
        ['foreign ids', 'unknown ids'],
        ['other shop', 'no shop'],
      ] as const)
        if (kind !== 'operator' && seen.get(one) !== seen.get(like))
          return [`${name} ${kind} ${one}`, seen.get(like) ?? '', seen.get(one) ?? ''];
      return undefined;
    });
    expect(wrong).toEqual([]);
  });

  it('PRM-1 each guarded field shows itself to whom its line says, and to nobody of another shop', async () => {
    const cells = guardedFields.flatMap((name) => callerKinds.map((kind) => [name, kind] as const));
    const wrong = await wrongOf(cells, async ([name, kind]) => {
      const [type = '', field = ''] = name.split('.');
      const way = ways[type];
      if (!way) return [name, 'a way to its type in ways', 'none'];
      const query = way.query(selectionOf(objectType(schema, type), field, 'probe'));
      for (const place of ['own', 'other shop', 'no shop'] as const) {
        const ids = place === 'own' ? cast.own : place === 'other shop' ? cast.other : { shop: newId(), session: newId() };
        const answer = await ask(() => asKind(kind, query, { shop: ids.shop, session: ids.session }));
        const expected = place === 'own' ? shownTo(name, kind) : (refusedAtOnce(name, kind) ?? 'nothing');
        const shown = showing(answer, cast.callers[kind].account);
        // Who is no agent has no figures of its own to be shown.
        const hasNone = expected === 'own' && shown === 'FORBIDDEN' && !JSON.stringify(answer.data).includes(cast.callers[kind].account!);
        if (shown !== expected && !hasNone) return [`${name} ${kind} ${place}`, expected, `${shown} ${withoutIds(answer)}`];
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
  });

  /** The refusal of who may not even ask for the first thing on the way. */
  const refusedAtOnce = (name: string, kind: CallerKind): string | undefined =>
    cellOf(ways[name.split('.')[0]!]!.gates[0]!, kind) === '-' ? 'FORBIDDEN' : undefined;

  /** What a field lets a caller see on the way to it: the first gate that is shut decides. */
  function shownTo(name: string, kind: CallerKind): string {
    const gates = [...ways[name.split('.')[0]!]!.gates, name].map((gate) => cellOf(gate, kind));
    const shut = gates.find((cell) => cell !== '+');
    if (shut === undefined) return 'all';
    return { '-': 'FORBIDDEN', i: 'IM_NOT_ENABLED', o: 'own' }[shut as '-' | 'i' | 'o'];
  }

  /** Whether the probe was shown: `all`, only of the `own` account, `nothing` for want of the thing, or the code of the refusal. */
  function showing({ data, errors }: GraphqlAnswer<unknown>, account: string | null): string {
    const refusal = codesOf(errors.filter(({ extensions }) => /FORBIDDEN|IM_NOT_ENABLED/.test(extensions?.code ?? '')));
    if (/NOT_FOUND/.test(codesOf(errors)) && isEmpty({ status: 0, data, errors })) return 'nothing';
    if (refusal === '') return errors.length === 0 ? 'all' : codesOf(errors);
    const [list = []] = Object.values((data as { shop?: Record<string, unknown> } | null)?.shop ?? {}) as {
      id: string;
      probe: unknown;
    }[][];
    if (!Array.isArray(list) || list.length === 0) return refusal;
    const isRefused = (at: number): boolean => errors.some(({ path }) => path?.at(-1) === 'probe' && path.at(-2) === at);
    const shown = list.flatMap(({ id, probe }, at) => (probe !== null || (id === account && !isRefused(at)) ? [id] : []));
    if (shown.length === 0) return refusal;
    return shown.length === 1 && shown[0] === account ? 'own' : `others: ${shown.length}`;
  }
});

describe('at /graphql/stream', () => {
  /** The status and the refusal of a stream, or what it brought first. */
  async function watch(who: Readonly<Record<string, string>>, { query, variables }: Probe): Promise<{ status: number; text: string }> {
    const response = await fetch(`${system.process('gateway').url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...who,
      },
      body: JSON.stringify({ query, variables }),
    });
    if (response.status !== 200) return { status: response.status, text: await response.text() };
    const reader = response.body!.getReader();
    let text = '';
    while (!text.includes('data:')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString('utf8');
    }
    await reader.cancel();
    return { status: 200, text };
  }

  it('PRM-1 INV-6 each kind of caller may watch what its line says, and nothing of another shop', async () => {
    const asked = roots().filter(([name]) => name.startsWith('Subscription.'));
    const cells = asked.flatMap(([name, field]) => callerKinds.map((kind) => [name, field, kind] as const));
    const wrong = await wrongOf(cells, async ([name, field, kind]) => {
      const cell = cellOf(name, kind);
      for (const place of ['own', 'other shop', 'no shop'] as const) {
        const probe = rootProbe('subscription', field, place, cast);
        if (place !== 'own' && !probe.names.shop && !probe.names.session) continue;
        const { status, text } = await watch(cast.headers[kind], probe);
        const expected = cell === '-' ? /FORBIDDEN/ : place === 'own' ? /"probe":\{/ : /(SHOP|SESSION)_NOT_FOUND/;
        if (!expected.test(text) || (status === 200) !== (cell === '+' && place === 'own'))
          return [`${name} ${kind} ${place}`, String(expected), `${status} ${text}`];
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
  });

  it('PRM-2 whoever may nothing may nothing at all', async () => {
    const cells = roots().flatMap(([name, field]) =>
      Object.entries(cast.shutOut).map(([who, refused]) => [name, field, who, refused] as const),
    );
    const wrong = await wrongOf(cells, async ([name, field, who, [token, status, code]]) => {
      const isStream = name.startsWith('Subscription.');
      const probe = rootProbe(name.split('.')[0]!.toLowerCase() as 'query', field, 'own', cast);
      if (isStream) {
        const answer = await watch(token === undefined ? {} : { authorization: `Bearer ${token}` }, probe);
        return answer.status === status && answer.text.includes(code) ? undefined : [`${name} ${who}`, code, JSON.stringify(answer)];
      }
      const answer = await ask(() => system.graphql(token, probe.query, probe.variables));
      const isRight = answer.status === status && codesOf(answer.errors) === code && isEmpty(answer);
      return isRight ? undefined : [`${name} ${who}`, `${status} ${code}`, withoutIds(answer)];
    });
    expect(wrong).toEqual([]);
  });
});

describe('at each subgraph, with passports', () => {
  const theGateway: Caller = {
    subject: 'gateway',
    shop: null,
    account: null,
    roles: [],
    imEnabled: false,
    permissions: ['accounts:read'],
  };

  async function resolve(caller: Caller, { service, name }: ServedEntity, key: object, selection: string): Promise<GraphqlAnswer<unknown>> {
    const response = await fetch(`${system.process(service).url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [passportHeader]: await signer.sign(caller) },
      body: JSON.stringify({
        query: `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${name} { ${selection} } } }`,
        variables: { keys: [{ __typename: name, ...key }] },
      }),
    });
    const { data, errors = [] } = (await response.json()) as { data?: { _entities: unknown[] }; errors?: GraphqlError[] };
    return { status: response.status, data: data && { entity: data._entities[0] }, errors };
  }

  /** The key of an entity of a shop; of those that only the gateway asks for, one that nobody has. */
  function keyOf({ name, key }: ServedEntity, place: 'own' | 'other' | 'none', account: string | null): object {
    const ids = place === 'none' ? undefined : cast[place];
    const known: Record<string, string | undefined> = {
      Shop: ids?.shop,
      Audit: ids?.shop,
      Account: place === 'own' ? (account ?? ids?.account) : ids?.account,
      Agent: place === 'own' ? (account ?? ids?.account) : ids?.account,
      Session: ids?.session,
      Buyer: ids?.buyer,
    };
    return Object.fromEntries(key.map((field) => [field, (field === 'shopId' ? ids?.shop : known[name]) ?? newId()]));
  }

  /** All fields of an entity that are open, and each that is guarded. */
  function selectionsOf({ schema: own, name }: ServedEntity): (readonly [cell: string | undefined, selection: string])[] {
    const type = objectType(own, name);
    const fields = Object.keys(type.getFields());
    const open = fields.filter((field) => !whoMay.has(`${name}.${field}`)).map((field) => selectionOf(type, field));
    const guarded = fields.filter((field) => whoMay.has(`${name}.${field}`));
    return [[undefined, open.join(' ')], ...guarded.map((field) => [`${name}.${field}`, selectionOf(type, field)] as const)];
  }

  it('PRM-1 INV-6 each kind of caller resolves the entities and fields of its line, and none of another shop', async () => {
    const cells = servedEntities().flatMap((entity) =>
      selectionsOf(entity).flatMap(([field, selection]) => callerKinds.map((kind) => [entity, field, selection, kind] as const)),
    );
    const wrong = await wrongOf(cells, async ([entity, field, selection, kind]) => {
      const caller = cast.callers[kind];
      const what = `${entity.service} ${field ?? `${entity.name}.@key`} ${kind}`;
      const at = (place: 'own' | 'other' | 'none') => resolve(caller, entity, keyOf(entity, place, caller.account), selection);
      const [own, other, none] = [await at('own'), await at('other'), await at('none')];
      const toEntity = cellOf(`${entity.name}.@key`, kind);
      const cell = toEntity === '+' && field !== undefined ? cellOf(field, kind) : toEntity;
      const expected = { '+': '', o: '', '-': 'FORBIDDEN', i: 'IM_NOT_ENABLED' }[cell];
      // An operator has no shop, so there is nothing that it could find.
      if (kind !== 'operator' && codesOf(own.errors) !== expected) return [what, expected, withoutIds(own)];
      if (toEntity === '-' && !isEmpty(own)) return [what, 'nothing', withoutIds(own)];
      return withoutIds(other) === withoutIds(none) ? undefined : [`${what} other shop`, withoutIds(none), withoutIds(other)];
    });
    expect(wrong).toEqual([]);
  });

  it('PRM-13 what is one’s own is not a colleague’s', async () => {
    const ownable = servedEntities().flatMap((entity) =>
      selectionsOf(entity).flatMap(([field, selection]) =>
        callerKinds.flatMap((kind) =>
          field !== undefined && cellOf(field, kind) === 'o' ? [[entity, field, selection, kind] as const] : [],
        ),
      ),
    );
    expect(ownable.length).toBeGreaterThan(0);
    const wrong = await wrongOf(ownable, async ([entity, field, selection, kind]) => {
      const answer = await resolve(cast.callers[kind], entity, { id: cast.colleague }, selection);
      return codesOf(answer.errors) === 'FORBIDDEN' ? undefined : [`${field} ${kind}`, 'FORBIDDEN', withoutIds(answer)];
    });
    expect(wrong).toEqual([]);
  });

  it('PRM-2 the gateway itself finds out what accounts, keys and buyers may, and nothing else', async () => {
    const wrong = await wrongOf(servedEntities(), async (entity) => {
      const shop = { ...theGateway, shop: cast.own.shop };
      const { errors } = await resolve(shop, entity, keyOf(entity, 'own', null), '__typename');
      const expected = readByTheGateway.includes(`${entity.name}.@key`) ? '' : 'FORBIDDEN';
      return codesOf(errors) === expected ? undefined : [entity.name, expected, codesOf(errors)];
    });
    expect(wrong).toEqual([]);
  });
});

it('INV-6 all this has changed nothing of the other shop', async () => {
  const { otherShop, other, tokens } = cast;
  const query = `query($shop: ID!, $session: ID!) {
    shop(id: $shop) { name policyVersion receptionVersions { nodes { number } } accounts(removed: true) { name active } sessions { totalCount } holidayMode { isOn } }
    session(id: $session) { state messageCount } }`;
  const { data, errors } = await system.graphql(otherShop.tokenOf('owner'), query, { shop: other.shop, session: other.session });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    shop: {
      name: 'Chairs',
      policyVersion: 1,
      receptionVersions: { nodes: [] },
      accounts: [{ active: true }, { name: 'agent', active: true }],
      sessions: { totalCount: 1 },
      holidayMode: null,
    },
    session: { messageCount: 1 },
  });
  expect(Object.keys(tokens)).toHaveLength(callerKinds.length);
});
