import { waitFor, type Caller, type DemoStage } from './demo-stage';

const updateShopPolicy =
  'mutation($input: UpdateShopPolicyInput!) { result: updateShopPolicy(input: $input) { shop { policyVersion policy { agentEndHoldMinutes } } } }';
/** The queue is routing's: it is answered once routing knows that the shop is open. */
const overrideReception = `mutation($input: OverrideReceptionInput!) {
  result: overrideReception(input: $input) { override { to } shop { queue { length } } }
}`;
const liftOverride =
  'mutation($input: LiftOverrideInput!) { result: liftOverride(input: $input) { shop { reception { state nextChangeAt } } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { result: setCapacity(input: $input) { agent { maxCapacity load } } }';
const setPresence = 'mutation($input: SetPresenceInput!) { result: setPresence(input: $input) { agent { presence load maxCapacity } } }';
const sendBuyerMessage = `mutation($input: SendBuyerMessageInput!) {
  result: sendBuyerMessage(input: $input) { session { id routing(waitMs: 2000) { outcome cause rule queuePosition agent { id } } } }
}`;
const sendAgentMessage = 'mutation($input: SendAgentMessageInput!) { result: sendAgentMessage(input: $input) { message { ordinal } } }';
const endSession = 'mutation($input: EndSessionInput!) { result: endSession(input: $input) { session { state closeReason holdUntil } } }';
const sessionById = 'query($id: ID!) { result: session(id: $id) { state agent { id } } }';

interface Routing {
  readonly outcome: string;
  readonly cause: string;
  readonly rule: string;
  readonly queuePosition: number | null;
  readonly agent: { readonly id: string } | null;
}

/** Shows one step: who did what, and what the gateway answered. */
export type Narrate = (who: string, asked: string, answered: string) => void;

/** The story: two buyers write, one waits, the agent answers and ends the first talk, and the one who waits is taken. */
export async function tellStory(stage: DemoStage, narrate: Narrate): Promise<void> {
  await setTheStage(stage, narrate);
  const first = await write(stage, narrate, 'b1', 'Is the blue one in stock?');
  const second = await write(stage, narrate, 'b2', 'Where is my parcel?');
  await withAgent(stage, first);
  await answer(stage, narrate, first, 'b1', 'Yes, it ships today.');
  await end(stage, narrate, first);
  const since = performance.now();
  const taken = await withAgent(stage, second);
  narrate('b2', 'is next in the queue', `taken by ${nameOf(stage, taken)} after ${Math.round(performance.now() - since)} ms`);
  await answer(stage, narrate, second, 'b2', 'Let me look it up.');
  await backToHours(stage, narrate);
}

/** Whatever the time of day, the shop receives while the story is told. */
async function openByHand(stage: DemoStage, narrate: Narrate): Promise<void> {
  const reason = 'The demo story';
  const { override } = await stage.tell<{ override: { to: string } }>('owner', overrideReception, { open: true, minutes: 10, reason });
  narrate('owner', 'opens the shop by hand for 10 minutes', `open until ${override.to}, whatever its hours`);
}

async function backToHours(stage: DemoStage, narrate: Narrate): Promise<void> {
  type Lifted = { shop: { reception: { state: string; nextChangeAt: string | null } } };
  const { shop } = await stage.tell<Lifted>('owner', liftOverride, {});
  narrate('owner', 'gives the shop back to its hours', `${shop.reception.state}, until ${shop.reception.nextChangeAt ?? 'they change'}`);
}

async function setTheStage(stage: DemoStage, narrate: Narrate): Promise<void> {
  await openByHand(stage, narrate);
  type Policy = { shop: { policyVersion: number; policy: { agentEndHoldMinutes: number } } };
  const { shop } = await stage.tell<Policy>('owner', updateShopPolicy, { policy: { agentEndHoldMinutes: 0 } });
  narrate(
    'owner',
    'wants no hold after a talk',
    `agentEndHoldMinutes ${shop.policy.agentEndHoldMinutes}, policy version ${shop.policyVersion}`,
  );
  for (const agent of ['agent-1', 'agent-2'] as const) {
    const made = await oneAtATime(stage, agent);
    narrate(agent, 'takes one buyer at a time', `maxCapacity ${made.maxCapacity}`);
  }
  type Online = { agent: { presence: string; load: number; maxCapacity: number } };
  const { agent } = await stage.tell<Online>('agent-1', setPresence, { presence: 'ONLINE' });
  narrate('agent-1', 'comes online', `${agent.presence}, ${agent.load} of ${agent.maxCapacity} slots taken`);
}

/** Slots that are still held for earlier talks come on top of the one. */
async function oneAtATime(stage: DemoStage, agent: Caller): Promise<{ maxCapacity: number; load: number }> {
  const set = async (maxCapacity: number) =>
    (await stage.tell<{ agent: { maxCapacity: number; load: number } }>(agent, setCapacity, { maxCapacity })).agent;
  const made = await set(1);
  return made.load === 0 ? made : set(1 + made.load);
}

async function end(stage: DemoStage, narrate: Narrate, sessionId: string): Promise<void> {
  type Ended = { session: { state: string; closeReason: string | null; holdUntil: string | null } };
  const { session } = await stage.tell<Ended>('agent-1', endSession, { sessionId, confirm: true });
  if (session.holdUntil !== null) {
    throw new Error(`The slot is held until ${session.holdUntil}: the talk began before the new hold time was known. Run the demo again.`);
  }
  narrate('agent-1', 'ends the talk with b1', `${session.state}, ${session.closeReason}: the slot is free`);
}

async function write(stage: DemoStage, narrate: Narrate, name: string, text: string): Promise<string> {
  const buyer = { channel: 'x-demo', externalId: `${name}-${stage.runId}`, name };
  const { session } = await stage.tell<{ session: { id: string; routing: Routing | null } }>('connector', sendBuyerMessage, {
    buyer,
    text,
  });
  narrate(name, `writes "${text}"`, routingText(stage, session.routing));
  return session.id;
}

async function answer(stage: DemoStage, narrate: Narrate, sessionId: string, buyer: string, text: string): Promise<void> {
  const { message } = await stage.tell<{ message: { ordinal: number } }>('agent-1', sendAgentMessage, { sessionId, text });
  narrate('agent-1', `answers ${buyer} "${text}"`, `message ${message.ordinal} of the session`);
}

function routingText(stage: DemoStage, routing: Routing | null): string {
  if (routing === null) return 'no decision yet';
  const because = `(${routing.cause}, ${routing.rule})`;
  if (routing.agent) return `${routing.outcome} to ${nameOf(stage, routing.agent.id)} ${because}`;
  return routing.queuePosition === null
    ? `${routing.outcome} ${because}`
    : `${routing.outcome} as number ${routing.queuePosition} ${because}`;
}

/** Waits until the session itself shows its agent, which is what the agent's own list shows. */
const withAgent = (stage: DemoStage, id: string): Promise<string> =>
  waitFor('the session to be with an agent', async () => {
    const session = await stage.ask<{ state: string; agent: { id: string } | null }>('cs-admin', sessionById, { id });
    return session.state === 'ACTIVE' ? session.agent?.id : undefined;
  });

function nameOf(stage: DemoStage, agentId: string): string {
  const names = Object.keys(stage.shop.accounts) as Exclude<Caller, 'connector'>[];
  return names.find((name) => stage.shop.accounts[name] === agentId) ?? agentId;
}
