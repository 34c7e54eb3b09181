import { exportSPKI, generateKeyPair } from 'jose';
import type { AuditEntry } from '#libs/platform/audit/audit-tables';
import { readAudit } from '#libs/platform/audit/read-audit';
import { auditedOperations } from '#libs/platform/access/audited';
import { systemTrigger } from '#libs/contracts/index';
import type { Caller } from '#libs/platform/access/caller';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features as routingFeatures } from '#services/routing/features';
import { setPresence } from '#services/routing/presence/domain/set-presence';
import { features as scheduleFeatures } from '#services/schedule/features';
import { features as metricsFeatures } from '#services/metrics/features';
import { features as sessionFeatures } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';
import { actsOfCare } from './acts-of-care';
import { actsOfMetrics } from './acts-of-metrics';
import { actsOfSchedule, run, type Act } from './acts-of-schedule';
import { openCareHouse, type CareHouse } from './care-house';
import { openRoutingHouse, type RoutingHouse } from './routing-house';
import { account, openSessionHouse, routing, type SessionHouse } from './session-house';

let graph: ShopGraph;
let routingHouse: RoutingHouse;
let sessionHouse: SessionHouse;
let scheduleDb: Database;
let metricsDb: Database;
let careHouse: CareHouse;
let asks: Readonly<Record<'schedule' | 'routing' | 'session' | 'metrics', Ask>>;
let shop: OpenedShop;

beforeAll(async () => {
  graph = await startShopGraph('audit-lines-test');
  [routingHouse, sessionHouse, careHouse] = [await openRoutingHouse(), await openSessionHouse(), await openCareHouse()];
  const log = createLog({ service: 'test', level: 'silent' });
  const { schedule, metrics } = await createDatabases(['schedule', 'metrics']);
  scheduleDb = createDatabase({ url: schedule.app, max: 4, log, name: 'audit-lines-test' });
  metricsDb = createDatabase({ url: metrics.app, max: 4, log, name: 'audit-lines-metrics' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  const clock = { now: () => graph.now };
  const ofSchedule = scheduleFeatures({ db: scheduleDb, readDb: scheduleDb, workerDb: scheduleDb, outbox, clock, newId, log });
  const ofMetrics = metricsFeatures({ db: metricsDb, readDb: metricsDb, workerDb: metricsDb, outbox, clock, newId, log });
  const [ofRouting, ofSession] = [routingFeatures(routingHouse.deps), sessionFeatures(sessionHouse.deps)];
  asks = {
    schedule: askSubgraph('schedule', ofSchedule.resolvers, ofSchedule.extra),
    routing: askSubgraph('routing', ofRouting.resolvers, ofRouting.extra),
    session: askSubgraph('session', ofSession.resolvers, ofSession.extra),
    metrics: askSubgraph('metrics', ofMetrics.resolvers, ofMetrics.extra),
  };
  shop = await graph.open();
});

afterAll(() =>
  Promise.all([graph.close(), routingHouse.close(), sessionHouse.close(), careHouse.close(), scheduleDb.close(), metricsDb.close()]),
);

const operator = callerAs('OPERATOR', null);
const inShop = (input: object, by: Caller = shop.owner): Act => ({
  ask: graph.ask,
  db: graph.db,
  by,
  input: { shopId: shop.id, ...input },
});

const made = async (operation: string, input: object, selection: string): Promise<Record<string, { id: string }>> => {
  const { done, refusal } = await graph.act(shop.owner, operation, input, selection);
  expect(refusal).toBeUndefined();
  return done as Record<string, { id: string }>;
};
const position = async () =>
  (await made('createPosition', { name: newId(), rights: ['orders:confirm'] }, 'position { id }'))['position']!.id;
const apiKey = async () => (await made('createApiKey', { name: 'ERP', scopes: ['read'] }, 'apiKey { id }'))['apiKey']!.id;
const publicKey = async () => exportSPKI((await generateKeyPair('ES256', { extractable: true })).publicKey);
const tokenKey = async () => (await made('createBuyerTokenKey', { name: 'web', publicKey: await publicKey() }, 'key { id }'))['key']!.id;

const login = (subject: string) => ({ issuer: 'https://login.example.com', subject });

/** A manager who does something to an agent of routing. */
async function toAgent(input: object): Promise<Act> {
  const { shop: shopId, agents } = await routingHouse.openShop([4]);
  const { deps } = routingHouse;
  return {
    ask: asks.routing,
    db: deps.db,
    by: routingHouse.caller(shopId, newId(), 'ADMIN'),
    input: { shopId, agentId: agents[0], ...input },
  };
}

/** A shop in which one session is with the first agent, and one waits. */
async function withSessions() {
  const { shop: shopId, agents } = await routingHouse.openShop([1, 1]);
  await routingHouse.engine.command({
    ...{ kind: 'command', shopId, key: null, trigger: systemTrigger() },
    run: (change) => setPresence(change, { agentId: agents[1]!, presence: 'REST', reason: null, device: null }),
  });
  const [assigned, waiting] = [newId(), newId()];
  for (const id of [assigned, waiting]) await routingHouse.engine.takeEvents([routingHouse.events.started(shopId, id)]);
  const by = routingHouse.caller(shopId, newId(), 'ADMIN');
  return { act: { ask: asks.routing, db: routingHouse.deps.db, by }, assigned, waiting, agents };
}

/** A manager who sets up routing. */
async function toRouting(input: object): Promise<Act> {
  const act = await toAgent({});
  return { ...act, input: { shopId: act.by.shop, ...input } };
}
/** A manager who does something in the session service. */
const ofSession = (shopId: string, input: object): Act => ({
  ask: asks.session,
  db: sessionHouse.deps.db,
  by: callerAs('ADMIN', shopId),
  input: { shopId, ...input },
});
/** Something that somebody does in the session of another. */
async function inSession(input: object): Promise<Act> {
  const shopId = await sessionHouse.openShop({}, 1, newId());
  const { session } = await sessionHouse.write('b1', { shopId });
  await sessionHouse.hear(routing.assigned(shopId, session!.id, newId()));
  return ofSession(shopId, { sessionId: session!.id, ...input });
}

/** Somebody who changes what common questions are answered with. */
async function toFaq(inputOf: (act: Act) => Promise<object>): Promise<Act> {
  const shopId = await sessionHouse.openShop({}, 1, newId());
  const act = { ask: asks.session, db: sessionHouse.deps.db, by: callerAs('OWNER', shopId), input: { shopId } };
  return { ...act, input: { shopId, ...(await inputOf(act)) } };
}

const secretScript = { tier: 'PUBLIC', title: 'a secret title', text: 'a secret text' };

/** A manager who does something with scripts, which `make` makes. */
async function toScripts(inputOf: (make: () => Promise<string>, act: Act) => Promise<object>): Promise<Act> {
  const act = { ...ofSession(await sessionHouse.openShop({}, 1, newId()), {}), selection: 'shop { id }' };
  const make = async (): Promise<string> => {
    const { data } = await run('saveScript', { ...act, input: { ...act.input, ...secretScript }, selection: 'script { id }' });
    return (data['done'] as { script: { id: string } }).script.id;
  };
  return { ...act, input: { ...act.input, ...(await inputOf(make, act)) } };
}

/** A manager who does something with a buyer who has not written. */
async function knownBuyer(): Promise<Act> {
  const buyer = { channel: 'WEB', externalId: 'a secret buyer' };
  const act = ofSession(await sessionHouse.openShop({}, 1, newId()), { buyer });
  await run('saveBuyerProfile', { ...act, input: { ...act.input, note: 'a secret note' } });
  return act;
}

/** A manager who does something with two buyers who have written. */
async function twoBuyers(): Promise<Act> {
  const shopId = await sessionHouse.openShop({}, 1, newId());
  for (const name of ['one', 'two']) await sessionHouse.write(name, { shopId });
  const [buyer, other] = ['one', 'two'].map((externalId) => ({ channel: 'KUAISHOU', externalId }));
  return ofSession(shopId, { buyer, other });
}

/** An entry of the shop that somebody acts in. */
async function faqEntry(act: Act): Promise<string> {
  const { data } = await run('saveFaqEntry', { ...act, input: { ...act.input, question: 'A', answer: 'B' }, selection: 'entry { id }' });
  return (data['done'] as { entry: { id: string } }).entry.id;
}
/** One example of every mutation that leaves a line. */
const acts: Readonly<Record<string, () => Promise<Act> | Act>> = {
  createShop: () => ({
    ...inShop({}),
    by: operator,
    input: { name: 'T', preset: 'KUAISHOU' },
    selection: 'shop { id }',
    newShopOf: ({ shop: opened }) => (opened as { id: string }).id,
  }),
  updateShopPolicy: () => inShop({ policy: { defaultMaxCapacity: 7 } }),
  ...actsOfMetrics(() => ({ ask: asks.metrics, db: metricsDb })),
  ...actsOfCare(() => careHouse),
  applyPreset: () => inShop({ preset: 'TAOBAO' }),
  setHolidayMode: () => inShop({ on: true, pauseMinutes: 5, reason: 'a secret reason' }),
  setTier: () => ({ ...inShop({ month: '2026-03', tier: 'GOLD' }, operator), shopId: shop.id }),
  setTrial: () => ({ ...inShop({ feature: 'PRIORITY_CROWDS', listed: true }, operator), shopId: shop.id }),
  createAccount: () => inShop({ name: '小红', roles: ['AGENT'] }),
  updateAccount: async () => inShop({ accountId: (await shop.hire('AGENT')).account, nickname: 'R' }),
  setNoRouting: async () => inShop({ accountId: (await shop.hire('AGENT')).account, noRouting: true }),
  removeAccount: async () => inShop({ accountId: (await shop.hire('AGENT')).account }),
  updateOwnProfile: async () => inShop({ nickname: 'R' }, await shop.hire('AGENT')),
  createPosition: () => inShop({ name: 'P', rights: ['orders:confirm'] }),
  updatePosition: async () => inShop({ positionId: await position(), rights: ['after-sales:act'] }),
  removePosition: async () => inShop({ positionId: await position() }),
  grantPermission: async () => inShop({ accountId: (await shop.hire('AGENT')).account, permission: 'schedule:write' }),
  revokePermission: async () => {
    const accountId = (await shop.hire('AGENT')).account;
    await made('grantPermission', { accountId, permission: 'schedule:write' }, 'account { id }');
    return inShop({ accountId, permission: 'schedule:write' });
  },
  createApiKey: () => inShop({ name: 'ERP', scopes: ['read'] }),
  rotateApiKey: async () => inShop({ keyId: await apiKey() }),
  revokeApiKey: async () => inShop({ keyId: await apiKey() }),
  createBuyerTokenKey: async () => inShop({ name: 'web', publicKey: await publicKey() }),
  revokeBuyerTokenKey: async () => inShop({ keyId: await tokenKey() }),
  setAnonymousBuyers: () => inShop({ allowed: true }),
  bindAccount: async () => inShop({ accountId: (await shop.hire('AGENT')).account, identity: login(newId()) }),
  unbindAccount: async () => {
    const [accountId, identity] = [(await shop.hire('AGENT')).account, login(newId())];
    await made('bindAccount', { accountId, identity }, 'account { id }');
    return inShop({ accountId, identity });
  },
  ...actsOfSchedule(() => ({ ask: asks.schedule, db: scheduleDb })),
  saveRoutingSettings: () => toRouting({ offlineAgentIds: [] }),
  saveAgentGroup: () => toRouting({ name: 'Pre-sale' }),
  removeAgentGroup: async () => {
    const act = await toRouting({ name: 'Pre-sale' });
    const { data } = await run('saveAgentGroup', { ...act, selection: 'group { id }' });
    return { ...act, input: { shopId: act.by.shop, groupId: (data['done'] as { group: { id: string } }).group.id } };
  },
  savePriorityCrowds: () => toRouting({ crowdIds: ['vip'] }),
  assignSession: async () => {
    const { act, waiting, agents } = await withSessions();
    return { ...act, input: { shopId: act.by.shop, sessionId: waiting, agentId: agents[0] } };
  },
  transferSession: async () => {
    const { act, assigned, agents } = await withSessions();
    return { ...act, input: { shopId: act.by.shop, sessionId: assigned, toAgentId: agents[1], note: 'a secret note' } };
  },
  releaseSession: async () => {
    const { act, assigned } = await withSessions();
    return { ...act, input: { shopId: act.by.shop, sessionId: assigned } };
  },
  setPresence: () => toAgent({ presence: 'REST' }),
  setCapacity: () => toAgent({ maxCapacity: 9 }),
  saveCrowd: async () => ofSession(await sessionHouse.openShop(), { crowdId: 'vip', kind: 'MEMBER', name: 'VIP' }),
  setExclusiveAgent: async () => {
    const [shopId, agentId] = [await sessionHouse.openShop(), newId()];
    await sessionHouse.hear(account(shopId, agentId, 1, true));
    return ofSession(shopId, { buyer: { channel: 'WEB', externalId: 'b' }, agentId });
  },
  blockBuyer: async () =>
    ofSession(await sessionHouse.openShop(), { buyer: { channel: 'WEB', externalId: 'b' }, reason: 'a secret reason' }),
  unblockBuyer: async () => {
    const blocked = ofSession(await sessionHouse.openShop(), { buyer: { channel: 'WEB', externalId: 'c' } });
    await run('blockBuyer', { ...blocked, input: { ...blocked.input, reason: 'a secret reason' } });
    return blocked;
  },
  eraseBuyer: () => knownBuyer(),
  exportBuyer: () => knownBuyer(),
  saveBuyerProfile: async () =>
    ofSession(await sessionHouse.openShop(), {
      buyer: { channel: 'WEB', externalId: 'p' },
      note: 'a secret note',
      interests: ['a secret'],
    }),
  mergeBuyers: async () => twoBuyers(),
  unmergeBuyers: async () => {
    const merged = await twoBuyers();
    await run('mergeBuyers', merged);
    const { shopId, other } = merged.input as { shopId: string; other: object };
    return { ...merged, input: { shopId, buyer: other } };
  },
  saveOrderStatusMapping: async () => ({
    ...ofSession(await sessionHouse.openShop(), { channel: 'JD', texts: [{ text: '锁定', status: 'AFTER_SALES' }] }),
    selection: 'shop { id }',
  }),
  saveFaqEntry: () => toFaq(async () => ({ question: 'a secret question', answer: 'a secret answer' })),
  saveFaqCard: () => toFaq(async (act) => ({ entryIds: [await faqEntry(act)] })),
  adoptFaqPresets: () => toFaq(async () => ({ keys: ['gift'] })),
  resolveSuggestionReport: () =>
    toFaq(async (act) => {
      const { session } = await sessionHouse.write('reported', { shopId: act.by.shop ?? '' });
      const input = { shopId: act.by.shop, sessionId: session!.id, entryId: await faqEntry(act), note: 'a secret note' };
      const { data } = await run('reportSuggestion', { ...act, input, selection: 'report { id }' });
      return { reportId: (data['done'] as { report: { id: string } }).report.id, resolution: 'CORRECTED' };
    }),
  saveScript: () => toScripts(async () => secretScript),
  removeScript: () => toScripts(async (make) => ({ scriptId: await make() })),
  restoreScript: () =>
    toScripts(async (make, act) => {
      const scriptId = await make();
      await run('removeScript', { ...act, input: { ...act.input, scriptId }, selection: 'shop { id }' });
      return { scriptId };
    }),
  importScripts: () => toScripts(async () => ({ csv: 'title,text,tier\na secret title,a secret text,PUBLIC\n' })),
  sortScripts: () => toScripts(async (make) => ({ scriptIds: [await make(), await make()].reverse() })),
  saveScriptCategory: () => toScripts(async () => ({ name: 'a secret category' })),
  removeScriptCategory: () =>
    toScripts(async (_make, act) => {
      const { data } = await run('saveScriptCategory', { ...act, input: { ...act.input, name: 'A' }, selection: 'category { id }' });
      return { categoryId: (data['done'] as { category: { id: string } }).category.id };
    }),
  endSession: () => inSession({ confirm: true }),
  markSession: () => inSession({ difficult: true, tags: ['a secret tag'] }),
  saveNote: () => inSession({ text: 'a secret note' }),
  removeFaqEntry: () => toFaq(async (act) => ({ entryId: await faqEntry(act) })),
};

const everything = { who: null, what: null, on: null, from: null, to: null, before: null, most: 100 };
const linesOf = (db: Database, shopId: string): Promise<AuditEntry[]> => readAudit(db, shopId, everything);

it('has an example of every mutation that leaves a line', () => {
  expect(Object.keys(acts).sort()).toEqual([...auditedOperations].sort());
});

it.each(Object.keys(acts))('%s leaves exactly one line, and none when it is repeated', async (operation) => {
  const act = await acts[operation]!();
  const named = act.shopId ?? act.by.shop;
  const before = named === null ? [] : await linesOf(act.db, named);
  const { data, refusals } = await run(operation, act, 'once');
  expect(refusals).toEqual([]);
  await run(operation, act, 'once');
  const lines = await linesOf(act.db, act.newShopOf?.(data['done'] as Record<string, unknown>) ?? named ?? '');
  expect(lines.length).toBe(before.length + 1);
  const { account, subject } = act.by;
  expect(lines[0]).toMatchObject({ operation, actorId: account ?? subject, tokenSubject: subject, commandId: 'once', seq: lines.length });
  expect(Object.keys(lines[0]!.after ?? lines[0]!.before ?? {})).not.toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|digest|BEGIN PUBLIC/i);
});

it('a line names the changed fields, as they were and as they are', async () => {
  const { account } = await shop.hire('AGENT');
  await graph.act(shop.owner, 'updateAccount', { accountId: account, nickname: 'R', department: null, imEnabled: true }, 'account { id }');
  expect((await linesOf(graph.db, shop.id))[0]).toMatchObject({
    actorKind: 'ACCOUNT',
    onKind: 'ACCOUNT',
    onId: account,
    before: { nickname: 'AGENT' },
    after: { nickname: 'R' },
  });
});

it('what changes nothing leaves a line without changes', async () => {
  const { account } = await shop.hire('AGENT');
  await graph.act(shop.owner, 'updateAccount', { accountId: account, name: 'AGENT' }, 'account { id }');
  expect((await linesOf(graph.db, shop.id))[0]).toMatchObject({ operation: 'updateAccount', onId: account, before: {}, after: {} });
});

it('what is refused leaves none', async () => {
  const before = await linesOf(graph.db, shop.id);
  const { account } = shop.owner;
  expect((await graph.act(shop.owner, 'removeAccount', { accountId: account }, 'account { id }')).refusal).toMatchObject({
    code: 'OWNER_REQUIRED',
  });
  expect((await graph.act(shop.as('AGENT'), 'applyPreset', { preset: 'TAOBAO' }, 'shop { id }')).refusal).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await linesOf(graph.db, shop.id)).toEqual(before);
});

it('what an agent does every day for itself leaves none', async () => {
  const { shop: shopId, agents } = await routingHouse.openShop([4]);
  const self = routingHouse.caller(shopId, agents[0]!);
  for (const [operation, input] of [
    ['setPresence', { presence: 'REST' }],
    ['setCapacity', { maxCapacity: 6 }],
  ] as const)
    expect((await run(operation, { ...(await toAgent({})), by: self, input: { shopId, ...input } })).refusals).toEqual([]);
  expect(await linesOf(routingHouse.deps.db, shopId)).toEqual([]);

  const open = await sessionHouse.openShop();
  const agent = sessionHouse.agent();
  const { session } = await sessionHouse.write('own');
  await sessionHouse.hear(routing.assigned(open, session!.id, agent.account!));
  const before = await linesOf(sessionHouse.deps.db, open);
  await sessionHouse.answer(session!.id, agent);
  await sessionHouse.end(session!.id, agent);
  expect(await linesOf(sessionHouse.deps.db, open)).toEqual(before);
});

it('acts of all kinds at once do not wait for each other in a circle', async () => {
  const busy = await graph.open();
  const [own, tell] = [
    busy.owner,
    (operation: string, input: object, selection: string) => graph.act(busy.owner, operation, input, selection),
  ];
  const { done } = await tell('createPosition', { name: 'P', rights: ['orders:confirm'] }, 'position { id }');
  const positionId = (done?.['position'] as { id: string }).id;
  const people = await Promise.all(Array.from({ length: 4 }, () => busy.hire('AGENT', { positionId })));
  const before = (await linesOf(graph.db, busy.id)).length;
  const rounds = Array.from({ length: 6 }, (_, round) => [
    tell('updatePosition', { positionId, rights: [round % 2 ? 'orders:confirm' : 'after-sales:act'] }, 'position { id }'),
    tell('applyPreset', { preset: round % 2 ? 'TAOBAO' : 'KUAISHOU' }, 'shop { id }'),
    tell('createAccount', { name: 'N', roles: ['AGENT'], positionId }, 'account { id }'),
    tell('createApiKey', { name: 'K', scopes: ['read'] }, 'apiKey { id }'),
    ...people.map(({ account }) => tell('updateAccount', { accountId: account, nickname: `${round}`, positionId }, 'account { id }')),
    ...people.map(({ account }) => tell('grantPermission', { accountId: account, permission: 'schedule:write' }, 'account { id }')),
  ]).flat();
  expect((await Promise.all(rounds)).flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
  const lines = await readAudit(graph.db, own.shop ?? '', { ...everything, most: 200 });
  expect(lines.length).toBe(before + rounds.length);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => lines.length - index));
});
