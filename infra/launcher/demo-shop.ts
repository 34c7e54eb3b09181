import { setTimeout as sleep } from 'node:timers/promises';
import { businessDateAt, dateNumber, dateNumberText } from '#libs/calendar/index';
import { demoFaq } from './demo-faq';
import { demoCategories, demoScripts } from './demo-scripts';
import { demoHours, springAnnouncement, springHours } from './demo-hours';
import { demoShifts, type DemoDay } from './demo-roster';
import { graphqlRequest } from './graphql-request';
import type { Issuer } from './issuer';
import { demoAccounts, type DemoAccount, type DemoShop } from './run-file';

const agentCapacity = 3;
const timeZone = 'Asia/Shanghai';
const rosterDays = 14;
const patienceMs = 30_000;

const createShop = 'mutation($input: CreateShopInput!) { result: createShop(input: $input) { shop { id } owner { id } } }';
const createAccount = 'mutation($input: CreateAccountInput!) { result: createAccount(input: $input) { account { id } } }';
const saveSchedule =
  'mutation($input: SaveReceptionScheduleInput!) { result: saveReceptionSchedule(input: $input) { version { effectiveFrom } } }';
const announceHours =
  'mutation($input: AnnounceReceptionHoursInput!) { result: announceReceptionHours(input: $input) { announcement { id } } }';
const saveFaq = 'mutation($input: SaveFaqEntryInput!) { result: saveFaqEntry(input: $input) { entry { id } } }';
const saveCategory = 'mutation($input: SaveScriptCategoryInput!) { result: saveScriptCategory(input: $input) { category { id } } }';
const saveScript = 'mutation($input: SaveScriptInput!) { result: saveScript(input: $input) { script { id } } }';
const readCalendar =
  'query($shop: ID!, $from: String!, $to: String!) { result: shop(id: $shop) { receptionCalendar(from: $from, to: $to) { date windows { start end } } } }';
const saveShifts = 'mutation($input: SaveShiftsInput!) { result: saveShifts(input: $input) { revision } }';
const updateShopPolicy = 'mutation($input: UpdateShopPolicyInput!) { result: updateShopPolicy(input: $input) { shop { id } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { result: setCapacity(input: $input) { agent { id } } }';

const people: Readonly<Record<Exclude<DemoAccount, 'owner'>, { readonly name: string; readonly role: string }>> = {
  admin: { name: 'Admin', role: 'ADMIN' },
  'cs-admin': { name: 'CS admin', role: 'CS_ADMIN' },
  operations: { name: 'Operations', role: 'OPERATIONS' },
  'agent-1': { name: 'Agent 1', role: 'AGENT' },
  'agent-2': { name: 'Agent 2', role: 'AGENT' },
};

type Call = ReturnType<typeof caller>;
type Known = Pick<DemoShop, 'shopId'> & { readonly accounts: Partial<DemoShop['accounts']> & { readonly owner: string } };

/**
 * Loads the demo shop through the gateway, as any client would. Every step has a fixed `commandId`, so a run that was cut short is
 * completed by the next one, and no step happens twice. A shop that older code has loaded gets the accounts it lacks.
 */
export async function loadDemoShop(gateway: string, issuer: Issuer, loaded: DemoShop | undefined): Promise<DemoShop> {
  if (loaded?.complete && demoAccounts.every((key) => loaded.accounts[key])) return loaded;
  const call = caller(`${gateway}/graphql`);
  const shop = loaded?.complete ? loaded : await createDemoShop(call, issuer);
  const { shopId } = shop;
  const owner = await issuer.mint({ subject: 'demo-owner', name: 'Owner', roles: ['OWNER'], shop: shopId, account: shop.accounts.owner });
  const accounts = await createAccounts(call, owner, shop);
  if (!loaded?.complete) await setUp(call, owner, shopId, accounts);
  return { shopId, accounts, complete: true };
}

async function createDemoShop(call: Call, issuer: Issuer): Promise<Known> {
  const operator = await issuer.mint({ subject: 'demo-operator', name: 'Operator', roles: ['OPERATOR'] });
  const { shop, owner } = await call<{ shop: { id: string }; owner: { id: string } }>(operator, createShop, {
    input: { name: 'Demo shop', timeZone, preset: 'KUAISHOU', ownerName: 'Owner', commandId: 'demo-create-shop' },
  });
  return { shopId: shop.id, accounts: { owner: owner.id } };
}

async function createAccounts(call: Call, owner: string, { shopId, accounts }: Known): Promise<DemoShop['accounts']> {
  const made: Partial<Record<DemoAccount, string>> = { ...accounts };
  for (const key of demoAccounts) {
    if (key === 'owner' || made[key] !== undefined) continue;
    const { name, role } = people[key];
    const input = { shopId, name, nickname: name, roles: [role], commandId: `demo-create-${key}` };
    made[key] = (await call<{ account: { id: string } }>(owner, createAccount, { input })).account.id;
  }
  return made as DemoShop['accounts'];
}

async function setUp(call: Call, owner: string, shopId: string, accounts: DemoShop['accounts']): Promise<void> {
  // Long before `npm run demo` tells it again: a session keeps the hold time that was known when it was opened.
  await call(owner, updateShopPolicy, { input: { shopId, policy: { agentEndHoldMinutes: 0 }, commandId: 'demo-update-policy' } });
  const hours = { shopId, ...demoHours, commandId: 'demo-save-hours' };
  const { version } = await call<{ version: { effectiveFrom: string } }>(owner, saveSchedule, { input: hours });
  await planRoster(call, owner, { shopId, accounts, from: businessDateAt(new Date(version.effectiveFrom), timeZone) });
  await call(owner, saveSchedule, { input: { shopId, ...springHours, commandId: 'demo-plan-hours' } });
  await call(owner, announceHours, { input: { shopId, ...springAnnouncement, commandId: 'demo-announce-hours' } });
  for (const entry of demoFaq) await call(owner, saveFaq, { input: { shopId, ...entry, commandId: `demo-faq-${entry.position}` } });
  await writeScripts(call, owner, shopId);
  for (const key of ['agent-1', 'agent-2'] as const) {
    await call(owner, setCapacity, {
      input: { shopId, agentId: accounts[key], maxCapacity: agentCapacity, commandId: `demo-capacity-${key}` },
    });
  }
}

async function writeScripts(call: Call, owner: string, shopId: string): Promise<void> {
  const ids = new Map<string, string>();
  const category = async (name: string, parentId?: string): Promise<void> => {
    const input = { shopId, name, parentId, commandId: `demo-category-${name}` };
    ids.set(name, (await call<{ category: { id: string } }>(owner, saveCategory, { input })).category.id);
  };
  for (const { name, below } of demoCategories) {
    await category(name);
    for (const each of below) await category(each, ids.get(name));
  }
  for (const { category: name, ...script } of demoScripts) {
    const input = { shopId, ...script, tier: 'PUBLIC', categoryId: ids.get(name), commandId: `demo-script-${script.title}` };
    await call(owner, saveScript, { input });
  }
}

/** Who works in the first two weeks, from the date of the hours on: that stays the same when a run that was cut short is completed on a later day. */
async function planRoster(
  call: Call,
  owner: string,
  { shopId, accounts, from }: { readonly shopId: string; readonly accounts: DemoShop['accounts']; readonly from: string },
): Promise<void> {
  const to = dateNumberText(dateNumber(from) + rosterDays - 1);
  const { receptionCalendar } = await call<{ receptionCalendar: readonly DemoDay[] }>(owner, readCalendar, { shop: shopId, from, to });
  const shifts = demoShifts(receptionCalendar, [accounts['agent-1'], accounts['agent-2']]);
  await call(owner, saveShifts, { input: { shopId, shifts, commandId: 'demo-save-shifts' } });
}

/** Asks one thing, again and again while the refusal says that it may be repeated, for half a minute. */
function caller(url: string) {
  return async <T>(token: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<T> => {
    const until = performance.now() + patienceMs;
    for (;;) {
      const { data, errors } = await graphqlRequest<{ result: T }>({ url, token, query, variables });
      const error = errors[0];
      if (data?.result && !error) return data.result;
      if (!error?.extensions?.retryable || performance.now() > until) {
        throw new Error(`The demo shop could not be loaded: ${error?.extensions?.code ?? ''} ${error?.message ?? 'an empty answer'}`);
      }
      await sleep(200);
    }
  };
}
