import { passportHeader, passportSigner } from '#libs/platform/access/passport';
import { newId } from '#libs/platform/process/ids';
import { agentFact, shopFact } from './storm-facts';
import type { AgentGroup } from '#services/routing/rules/domain/routing-rules';
import { firstCrowd, groupsOf } from './storm-groups';
import { between, type Random, type StormPlan } from './storm-plan';
import type { StormWorld } from './storm-world';
import { callerAs } from '#test/kit/caller-as';

export interface StormShop {
  readonly id: string;
  readonly agents: readonly string[];
  /** Empty in a shop where everybody serves everybody. */
  readonly groups: readonly AgentGroup[];
}

const setPresence = `mutation ($input: SetPresenceInput!) { setPresence(input: $input) { agent { id } } }`;
const saveAgentGroup = `mutation ($input: SaveAgentGroupInput!) { saveAgentGroup(input: $input) { group { id } } }`;
const savePriorityCrowds = `mutation ($input: SavePriorityCrowdsInput!) { savePriorityCrowds(input: $input) { settings { version } } }`;
const setCapacity = `mutation ($input: SetCapacityInput!) { setCapacity(input: $input) { agent { id } } }`;

/** Opens the shops: snapshots by Kafka, capacity and presence by commands to whichever router comes next. */
export async function openShops(world: StormWorld, plan: StormPlan): Promise<StormShop[]> {
  const shops = Array.from({ length: plan.shops }, (_, index): StormShop => {
    const agents = Array.from({ length: plan.agentsPerShop }, () => newId());
    return { id: newId(), agents, groups: plan.grouped && index % 2 === 0 ? groupsOf(agents) : [] };
  });
  await world.publish(
    shops.flatMap(({ id, agents, groups }) => [shopFact(id, groups.length > 0), ...agents.map((agent) => agentFact(id, agent))]),
  );
  const command = commander(world);
  for (const shop of shops) {
    for (const { name, members: memberIds, statuses, crowds: crowdIds } of shop.groups)
      await command(shop.id, saveAgentGroup, { name, memberIds, statuses, crowdIds });
    if (shop.groups.length > 0) await command(shop.id, savePriorityCrowds, { crowdIds: [firstCrowd] });
    for (const agentId of shop.agents) {
      await command(shop.id, setCapacity, { agentId, maxCapacity: plan.capacity });
      await command(shop.id, setPresence, { agentId, presence: 'ONLINE' });
    }
  }
  return shops;
}

/** A frozen router may hold a shop for some seconds, while others are still starting on a busy machine. */
const patienceMs = 60_000;

/** Sends a command until a router has done it; the same command id makes the repetition harmless. */
function commander({ environment, routers }: StormWorld): (shopId: string, query: string, input: object) => Promise<void> {
  const signer = passportSigner(environment.passportSecrets.split(','));
  let turn = 0;
  return async (shopId, query, input) => {
    const commandId = newId();
    let last: unknown;
    for (const until = performance.now() + patienceMs; performance.now() < until;) {
      const router = routers[turn++ % routers.length]!;
      const passport = await signer.sign(callerAs('OWNER', shopId, { subject: 'storm' }));
      const body = JSON.stringify({ query, variables: { input: { ...input, shopId, commandId } } });
      const headers = { 'content-type': 'application/json', [passportHeader]: passport };
      const answer = await fetch(`${router.url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(3_000) })
        .then((response) => response.json() as Promise<{ errors?: unknown[] }>)
        .catch((error: unknown) => ({ errors: [String(error)] }));
      if (!answer.errors) return;
      last = answer.errors;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No router took the command ${query}: ${JSON.stringify(last)}`);
  };
}

/** Sends agents on short breaks and back, one at a time, until told to stop; then everybody is back. */
export async function takeBreaks(world: StormWorld, shops: readonly StormShop[], random: Random, stopped: () => boolean): Promise<void> {
  const command = commander(world);
  while (!stopped()) {
    const shop = shops[between(random, 0, shops.length)]!;
    const agentId = shop.agents[between(random, 0, shop.agents.length)]!;
    await command(shop.id, setPresence, { agentId, presence: 'REST' });
    await new Promise((resolve) => setTimeout(resolve, between(random, 50, 400)));
    await command(shop.id, setPresence, { agentId, presence: 'ONLINE' });
  }
}
