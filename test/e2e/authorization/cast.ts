import { randomUUID } from 'node:crypto';
import { CookieSeal } from '#gateway/browser/cookie-seal';
import type { Caller, Role } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { askPatiently } from '#test/kit/ask-patiently';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import type { TestSystem } from '#test/kit/start-system';
import { callerKinds, type CallerKind } from './who-may';

/** What there is of a shop, by the name of its id in inputs. */
export interface ShopIds {
  readonly shop: string;
  readonly account: string;
  readonly session: string;
  readonly buyer: string;
}

/** A shop whose callers are of every kind, and a second one that is none of their business. */
export interface Cast {
  readonly own: ShopIds;
  readonly other: ShopIds;
  readonly otherShop: StagedShop;
  /** The one buyer of the own shop who calls, and another one with a session. */
  readonly buyers: { readonly self: object; readonly another: object; readonly anothersSession: string };
  readonly tokens: Readonly<Record<Exclude<CallerKind, 'browser'>, string>>;
  /** What each kind shows who it is with: a token, or a session's cookie with proof that a page of ours sends it. */
  readonly headers: Readonly<Record<CallerKind, Readonly<Record<string, string>>>>;
  /** Each kind as the gateway names it to the subgraphs. */
  readonly callers: Readonly<Record<CallerKind, Caller>>;
  /** An account of the shop that is not among the callers. */
  readonly colleague: string;
  /** Tokens of those who may nothing at all, with the status and the code that all their requests are answered. */
  readonly shutOut: Readonly<Record<string, readonly [token: string | undefined, status: number, code: string]>>;
}

const accounts: readonly (readonly [CallerKind, Role])[] = [
  ['admin', 'ADMIN'],
  ['csAdmin', 'CS_ADMIN'],
  ['operations', 'OPERATIONS'],
  ['agent', 'AGENT'],
  ['csAdminOff', 'CS_ADMIN'],
  ['operationsOff', 'OPERATIONS'],
  ['agentOff', 'AGENT'],
  ['browser', 'AGENT'],
];

/** Seals the cookies of browsers. */
export const cookieKey = 'k'.repeat(32);

/** What the browser of an account sends that has logged in. */
async function browserHeaders(shop: string, account: string): Promise<Readonly<Record<string, string>>> {
  const now = Date.now();
  const session = { id: randomUUID(), subject: 'browser', shop, account, startedAt: now, seenAt: now };
  return { cookie: `jiedai=${await new CookieSeal([cookieKey]).seal('session', session)}`, 'sec-fetch-site': 'same-origin' };
}

const keys = { keyConnector: 'connector', keyRead: 'read', keyHours: 'schedule:write' } as const;

export async function stageCast(system: TestSystem): Promise<Cast> {
  const [shop, otherShop] = [await stageShop(system, { name: 'Lamps' }), await stageShop(system, { name: 'Chairs' })];
  for (const [kind, role] of accounts) await shop.hire(kind, [role]);
  for (const extra of ['colleague', 'inactive', 'removed']) await shop.hire(extra, ['AGENT']);
  await otherShop.hire('agent', ['AGENT']);
  for (const kind of ['csAdminOff', 'operationsOff', 'agentOff'])
    await shop.tell('owner', 'updateAccount', { accountId: shop.idOf(kind), imEnabled: false });
  await shop.tell('owner', 'updateAccount', { accountId: shop.idOf('inactive'), active: false });
  await shop.tell('owner', 'removeAccount', { accountId: shop.idOf('removed') });
  const [self, another, theirs] = [await admitBuyer(system, shop), await admitBuyer(system, shop), await admitBuyer(system, otherShop)];
  const minted = Object.fromEntries(
    await Promise.all(Object.entries(keys).map(async ([kind, scope]) => [kind, await makeKey(system, shop, scope)] as const)),
  );
  await knowAgent(shop, 'colleague');
  await knowAgent(otherShop, 'agent');
  const tokens = {
    ...Object.fromEntries(['owner', 'connector', ...accounts.map(([kind]) => kind)].map((kind) => [kind, shop.tokenOf(kind)])),
    ...minted,
    operator: await system.token({ roles: ['OPERATOR'] }),
    buyer: self.token,
  } as Cast['tokens'];
  const withTokens = Object.entries(tokens).map(([kind, token]) => [kind, { authorization: `Bearer ${token}` }] as const);
  return {
    own: { shop: shop.id, account: shop.idOf('colleague'), session: self.session, buyer: self.id },
    other: { shop: otherShop.id, account: otherShop.idOf('agent'), session: theirs.session, buyer: theirs.id },
    otherShop,
    buyers: { self: self.name, another: another.name, anothersSession: another.session },
    tokens,
    headers: { ...Object.fromEntries(withTokens), browser: await browserHeaders(shop.id, shop.idOf('browser')) } as Cast['headers'],
    callers: callersOf(shop, self),
    colleague: shop.idOf('colleague'),
    shutOut: {
      'no token': [undefined, 401, 'UNAUTHENTICATED'],
      'a key that was tampered with': [`${minted['keyRead']}x`, 401, 'UNAUTHENTICATED'],
      'an inactive account': [shop.tokenOf('inactive'), 403, 'FORBIDDEN'],
      'a removed account': [shop.tokenOf('removed'), 401, 'UNAUTHENTICATED'],
      'an account of another shop': [
        await system.token({ roles: ['OWNER'], shop: shop.id, account: otherShop.idOf('owner') }),
        401,
        'UNAUTHENTICATED',
      ],
    },
  };
}

interface AdmittedBuyer {
  readonly token: string;
  readonly name: { readonly channel: string; readonly externalId: string };
  readonly session: string;
  readonly id: string;
}

/** An anonymous buyer with a session. */
async function admitBuyer(system: TestSystem, shop: StagedShop): Promise<AdmittedBuyer> {
  const letIn = 'mutation($input: SetAnonymousBuyersInput!) { setAnonymousBuyers(input: $input) { buyerAccess { anonymous } } }';
  await system.graphql(shop.tokenOf('owner'), letIn, { input: { shopId: shop.id, allowed: true } });
  const response = await fetch(`${system.process('gateway').url}/auth/buyer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shopId: shop.id, channel: 'WEB' }),
  });
  const { token, buyer } = (await response.json()) as { token: string; buyer: AdmittedBuyer['name'] };
  const write = 'mutation($input: SendBuyerMessageInput!) { sent: sendBuyerMessage(input: $input) { session { id buyer { id } } } }';
  const input = { shopId: shop.id, buyer, text: `a secret of ${shop.id}`, commandId: newId() };
  const { data, errors } = await askPatiently<{ sent: { session: { id: string; buyer: { id: string } } } }>(system, token, write, {
    input,
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return { token, name: buyer, session: data.sent.session.id, id: data.sent.session.buyer.id };
}

async function makeKey(system: TestSystem, shop: StagedShop, scope: string): Promise<string> {
  const create = 'mutation($input: CreateApiKeyInput!) { made: createApiKey(input: $input) { secret } }';
  const input = { shopId: shop.id, name: scope, scopes: [scope] };
  const { data, errors } = await askPatiently<{ made: { secret: string } }>(system, shop.tokenOf('owner'), create, { input });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.made.secret;
}

/** Waits until routing has heard of an account. */
const knowAgent = (shop: StagedShop, person: string): Promise<void> =>
  eventually(async () => {
    const { shop: seen } = await shop.ask<{ shop: { agents: readonly { id: string }[] } }>(
      'owner',
      'query($shop: ID!) { shop(id: $shop) { agents { id } } }',
    );
    expect(seen.agents.map(({ id }) => id)).toContain(shop.idOf(person));
  });

function callersOf(shop: StagedShop, self: AdmittedBuyer): Readonly<Record<CallerKind, Caller>> {
  const roles = new Map<CallerKind, readonly Role[]>([
    ['operator', ['OPERATOR']],
    ['connector', ['CONNECTOR']],
    ['buyer', ['BUYER']],
    ['keyConnector', ['KEY', 'CONNECTOR']],
    ['keyRead', ['KEY', 'READER']],
    ['keyHours', ['KEY']],
    ['owner', ['OWNER']],
    ...accounts.map(([kind, role]) => [kind, [role]] as const),
  ]);
  const isAccount = (kind: CallerKind): boolean => kind === 'owner' || accounts.some(([each]) => each === kind);
  const callerOf = (kind: CallerKind): Caller => ({
    subject: kind,
    roles: roles.get(kind) ?? [],
    shop: kind === 'operator' ? null : shop.id,
    account: isAccount(kind) ? shop.idOf(kind) : null,
    imEnabled: isAccount(kind) && !kind.endsWith('Off'),
    permissions: { keyRead: ['metrics:read'], keyHours: ['schedule:write'] }[kind as string] ?? [],
    ...(kind.startsWith('key') && { key: kind }),
    ...(kind === 'buyer' && { buyer: self.name }),
  });
  return Object.fromEntries(callerKinds.map((kind) => [kind, callerOf(kind)])) as Record<CallerKind, Caller>;
}
