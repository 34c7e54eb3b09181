import { setTimeout as sleep } from 'node:timers/promises';
import { graphqlRequest } from './graphql-request';
import type { Issuer } from './issuer';
import type { DemoAccount, DemoShop } from './run-file';

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const alwaysOpen = days.map((day) => ({ day, start: '00:00', end: '24:00' }));
const agentCapacity = 3;
const patienceMs = 30_000;

const createShop = 'mutation($input: CreateShopInput!) { result: createShop(input: $input) { shop { id } owner { id } } }';
const createAccount = 'mutation($input: CreateAccountInput!) { result: createAccount(input: $input) { account { id } } }';
const saveSchedule =
  'mutation($input: SaveReceptionScheduleInput!) { result: saveReceptionSchedule(input: $input) { version { number } } }';
const updateShopPolicy = 'mutation($input: UpdateShopPolicyInput!) { result: updateShopPolicy(input: $input) { shop { id } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { result: setCapacity(input: $input) { agent { id } } }';

/**
 * Loads the demo shop through the gateway, as any client would. Every step has a fixed `commandId`, so a run that was cut short is
 * completed by the next one, and no step happens twice.
 */
export async function loadDemoShop(gateway: string, issuer: Issuer): Promise<DemoShop> {
  const call = caller(`${gateway}/graphql`);
  const operator = await issuer.mint({ subject: 'demo-operator', name: 'Operator', roles: ['OPERATOR'] });
  const made = await call<{ shop: { id: string }; owner: { id: string } }>(operator, createShop, {
    input: { name: 'Demo shop', timeZone: 'Asia/Shanghai', preset: 'KUAISHOU', ownerName: 'Owner', commandId: 'demo-create-shop' },
  });
  const shopId = made.shop.id;
  const owner = await issuer.mint({ subject: 'demo-owner', name: 'Owner', roles: ['OWNER'], shop: shopId, account: made.owner.id });
  const account = async (key: DemoAccount, name: string, role: string): Promise<string> => {
    const input = { shopId, name, nickname: name, roles: [role], commandId: `demo-create-${key}` };
    return (await call<{ account: { id: string } }>(owner, createAccount, { input })).account.id;
  };
  const accounts = {
    owner: made.owner.id,
    'cs-admin': await account('cs-admin', 'CS admin', 'CS_ADMIN'),
    'agent-1': await account('agent-1', 'Agent 1', 'AGENT'),
    'agent-2': await account('agent-2', 'Agent 2', 'AGENT'),
  };
  // Long before `npm run demo` tells it again: a session keeps the hold time that was known when it was opened.
  await call(owner, updateShopPolicy, { input: { shopId, policy: { agentEndHoldMinutes: 0 }, commandId: 'demo-update-policy' } });
  await call(owner, saveSchedule, { input: { shopId, weekly: alwaysOpen, reason: 'Always open', commandId: 'demo-save-schedule' } });
  for (const key of ['agent-1', 'agent-2'] as const) {
    await call(owner, setCapacity, {
      input: { shopId, agentId: accounts[key], maxCapacity: agentCapacity, commandId: `demo-capacity-${key}` },
    });
  }
  return { shopId, accounts, complete: true };
}

/** Calls one mutation, again and again while the refusal says that it may be repeated, for half a minute. */
function caller(url: string) {
  return async <T>(token: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<T> => {
    const until = performance.now() + patienceMs;
    for (;;) {
      const { data, errors } = await graphqlRequest<{ result: T }>({ url, token, query, variables });
      const error = errors[0];
      if (data?.result) return data.result;
      if (!error?.extensions?.retryable || performance.now() > until) {
        throw new Error(`The demo shop could not be loaded: ${error?.extensions?.code ?? ''} ${error?.message ?? 'an empty answer'}`);
      }
      await sleep(200);
    }
  };
}
