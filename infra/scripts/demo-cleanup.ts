import { waitFor, type DemoStage } from './demo-stage';

interface OpenSession {
  readonly id: string;
  readonly state: 'BOT' | 'QUEUED' | 'LEFT_MESSAGE' | 'ACTIVE' | 'ENDING';
  readonly buyer: { readonly channel: string; readonly externalId: string };
}

const openSessions = `query($shop: ID!) {
  result: shop(id: $shop) { sessions(first: 100) { nodes { id state buyer { channel externalId } } } }
}`;
const agents = 'query($shop: ID!) { result: shop(id: $shop) { agents { id presence load } } }';
const setPresence = 'mutation($input: SetPresenceInput!) { result: setPresence(input: $input) { agent { id } } }';
const leaveChat = 'mutation($input: LeaveChatInput!) { result: leaveChat(input: $input) { session { id } } }';
const sendBuyerMessage = 'mutation($input: SendBuyerMessageInput!) { result: sendBuyerMessage(input: $input) { session { id } } }';

/**
 * Ends what earlier tellings left over, and answers how many sessions that were. Agents who go OFFLINE end what runs (RTE-61), buyers who wait
 * leave; one whose ended session is still held writes once more, which closes it (SES-9), and then leaves.
 */
export async function endLeftovers(stage: DemoStage): Promise<number> {
  type Agents = { agents: { id: string; presence: string; load: number }[] };
  for (const { id, presence } of (await stage.ask<Agents>('cs-admin', agents)).agents) {
    const input = { agentId: id, presence: 'OFFLINE', reason: 'The demo begins', overrideLastAgent: true };
    if (presence !== 'OFFLINE') await stage.tell('cs-admin', setPresence, input);
  }
  const ended = new Set<string>();
  await waitFor('sessions of earlier runs to end', async () => {
    const open = await stillOpen(stage);
    for (const session of open) {
      ended.add(session.id);
      await endOne(stage, session);
    }
    return open.length === 0 ? true : undefined;
  });
  await waitFor('the slots of earlier runs to be free', async () => {
    const { agents: all } = await stage.ask<Agents>('cs-admin', agents);
    return all.every(({ load }) => load === 0) ? true : undefined;
  });
  return ended.size;
}

async function stillOpen(stage: DemoStage): Promise<readonly OpenSession[]> {
  const { sessions } = await stage.ask<{ sessions: { nodes: OpenSession[] } | null }>('cs-admin', openSessions);
  return sessions?.nodes ?? [];
}

async function endOne(stage: DemoStage, { state, buyer: { channel, externalId } }: OpenSession): Promise<void> {
  const buyer = { channel, externalId };
  if (state === 'ENDING') await stage.tell('connector', sendBuyerMessage, { buyer, text: 'One more thing' });
  if (state !== 'ACTIVE') await stage.tell('connector', leaveChat, { buyer });
}
