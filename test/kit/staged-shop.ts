import type { GraphqlError } from '#infra/launcher/graphql-request';
import { newId } from '#libs/platform/process/ids';
import { askPatiently } from './ask-patiently';
import type { TestSystem } from './start-system';

/** A session as the stage shows it. */
export interface StagedSession {
  readonly id: string;
  readonly state: string;
  readonly closeReason: string | null;
  readonly closedAt: string | null;
  readonly holdUntil: string | null;
  readonly reentryOf: string | null;
  readonly messageCount: number;
  readonly agent: { readonly id: string } | null;
  readonly routing: {
    readonly outcome: string;
    readonly cause: string;
    readonly rule: string;
    readonly queuePosition: number | null;
    readonly agent: { readonly id: string } | null;
  } | null;
}

/** A shop with people who act through the gateway only; `as` names one of them. */
export interface StagedShop {
  readonly id: string;
  idOf(person: string): string;
  tokenOf(person: string): string;
  hire(person: string, roles: readonly string[]): Promise<void>;
  /** A mutation that has to succeed. Tried again with the same `commandId` while the refusal says that it may be. */
  tell<T = unknown>(as: string, operation: Operation, input: object): Promise<T>;
  /** A mutation that has to be refused: the refusal. */
  refusal(as: string, operation: Operation, input: object): Promise<GraphqlError>;
  ask<T>(as: string, query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  /** A buyer writes, and the answer waits for routing's decision. */
  writes(buyer: string, text?: string): Promise<StagedSession>;
  session(id: string): Promise<StagedSession>;
}

const sessionFields = (waitMs: number): string =>
  `id state closeReason closedAt holdUntil reentryOf messageCount agent { id }
  routing(waitMs: ${waitMs}) { outcome cause rule queuePosition agent { id } }`;

const operations = {
  createShop: 'shop { id } owner { id }',
  createAccount: 'account { id }',
  updateAccount: 'account { id active }',
  removeAccount: 'account { id active }',
  setNoRouting: 'account { id noRouting }',
  updateShopPolicy: 'shop { policyVersion }',
  saveReceptionSchedule: 'version { number }',
  publishReceptionDraft: 'version { number }',
  saveReceptionDraft: 'draft { revision }',
  rollbackReceptionSchedule: 'version { number }',
  withdrawReceptionVersion: 'version { number }',
  overrideReception: 'override { open }',
  liftOverride: 'override { open }',
  saveHolidayTable: 'versions',
  saveShifts: 'shifts { id } revision',
  importShifts: 'isSaved saved unchanged problems { row column code }',
  savePromotion: 'promotion { id }',
  tickPromotionTask: 'task { id state }',
  saveRetentionFlow: 'version',
  recordConsent: 'media',
  reportOutreach: 'changed',
  assignCareTask: 'task { id state }',
  tickCareTask: 'task { id state }',
  saveVolumeProfile: 'savedDays',
  announceReceptionHours: 'announcement { id state text textEn publishAt } warnings { code }',
  updateAnnouncement: 'announcement { id state text textEn publishAt } warnings { code }',
  cancelAnnouncement: 'announcement { id state }',
  reportAnnouncement: 'announcement { id deliveries { channel outcome reason } }',
  saveFaqEntry: 'entry { id revision }',
  removeFaqEntry: 'removed',
  eraseBuyer: 'sessions',
  exportBuyer: 'json',
  setTier: 'shop { tier }',
  saveWebhook: 'webhook { id } secret',
  savePriorityCrowds: 'settings { priorityCrowds { effective reason } }',
  saveCrowd: 'crowd { id }',
  recordCrowdMembership: 'changed',
  setHolidayMode: 'shop { holidayMode { isOn } }',
  setPresence: 'agent { id presence load } warnings { code }',
  heartbeat: 'agent { id presence lastHeartbeatAt isStale }',
  pullFromQueue: 'agent { id } warnings { code }',
  assignSession: 'agent { id } warnings { code }',
  transferSession: 'agent { id } warnings { code }',
  releaseSession: 'agent { id } warnings { code }',
  acceptOffer: 'agent { id }',
  declineOffer: 'agent { id }',
  saveAgentGroup: 'group { id } warnings { code }',
  removeAgentGroup: 'settings { version }',
  saveRoutingSettings: 'warnings { code }',
  setCapacity: 'agent { id maxCapacity }',
  enterChat: 'session { id }',
  sendBuyerMessage: `session { ${sessionFields(2_000)} } message { id ordinal }`,
  recordOrder: 'order { id status }',
  transferToHuman: 'session { id state }',
  sendBotMessage: 'message { id ordinal sender }',
  setExclusiveAgent: 'buyer { exclusiveAgent { id } }',
  blockBuyer: 'buyer { block { reason } }',
  leaveChat: 'session { id state closeReason }',
  sendAgentMessage: 'message { id ordinal sender }',
  markRead: 'session { agentReadTo }',
  markBuyerRead: 'session { buyerReadTo }',
  editMessage: 'message { id text editedAt }',
  recallMessage: 'message { id text recalledAt }',
  recallBuyerMessage: 'message { id text recalledAt }',
  reportDelivery: 'changed',
  endSession: 'session { id state holdUntil closeReason } warnings { code }',
  markSession: 'session { difficult solvedAt tags }',
  saveNote: 'session { note { text } }',
} as const;

export type Operation = keyof typeof operations;

const mutation = (operation: Operation): string =>
  `mutation($input: ${operation[0]?.toUpperCase()}${operation.slice(1)}Input!) { result: ${operation}(input: $input) { ${operations[operation]} } }`;

export const buyerOf = (name: string) => ({ channel: 'KUAISHOU', externalId: name, name });

/** A mutation that has to succeed. */
async function must<T>(system: TestSystem, token: string, operation: Operation, input: object): Promise<T> {
  const command = operation === 'enterChat' || operation === 'heartbeat' ? input : { commandId: newId(), ...input };
  const { data, errors } = await askPatiently<{ result: T }>(system, token, mutation(operation), { input: command });
  if (!data || errors.length > 0) throw new Error(`${operation} was refused: ${JSON.stringify(errors)}`);
  return data.result;
}

/** Creates a shop with its owner and a connector; agents are hired afterwards. */
export async function stageShop(system: TestSystem, shop: { readonly name: string; readonly policy?: object }): Promise<StagedShop> {
  const operator = await system.token({ roles: ['OPERATOR'] });
  const made = await must<{ shop: { id: string }; owner: { id: string } }>(system, operator, 'createShop', {
    preset: 'KUAISHOU',
    timeZone: 'Asia/Shanghai',
    ...shop,
  });
  const id = made.shop.id;
  const people = new Map<string, { id: string; token: string }>();
  const admit = async (person: string, roles: readonly string[], account?: string): Promise<void> =>
    void people.set(person, { id: account ?? '', token: await system.token({ subject: person, roles, shop: id, account }) });
  await admit('owner', ['OWNER'], made.owner.id);
  await admit('connector', ['CONNECTOR']);
  const find = (person: string): { id: string; token: string } => {
    const found = people.get(person);
    if (!found) throw new Error(`Nobody here is called ${person}`);
    return found;
  };
  const tell = <T>(as: string, operation: Operation, input: object): Promise<T> =>
    must(system, find(as).token, operation, { shopId: id, ...input });
  const ask = async <T>(as: string, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> => {
    const { data, errors } = await system.graphql<T>(find(as).token, query, { shop: id, ...variables });
    if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    id,
    idOf: (person) => find(person).id,
    tokenOf: (person) => find(person).token,
    hire: async (person, roles) => {
      const { account } = await tell<{ account: { id: string } }>('owner', 'createAccount', { name: person, roles });
      await admit(person, roles, account.id);
    },
    tell,
    refusal: async (as, operation, input) => {
      const [error] = (await system.graphql(find(as).token, mutation(operation), { input: { shopId: id, ...input } })).errors;
      if (!error) throw new Error(`${operation} was not refused`);
      return error;
    },
    ask,
    writes: async (buyer, text = 'hello') =>
      (await tell<{ session: StagedSession }>('connector', 'sendBuyerMessage', { buyer: buyerOf(buyer), text })).session,
    session: async (sessionId) =>
      (await ask<{ session: StagedSession }>('owner', `query($id: ID!) { session(id: $id) { ${sessionFields(0)} } }`, { id: sessionId }))
        .session,
  };
}
