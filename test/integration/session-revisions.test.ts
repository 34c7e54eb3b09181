import { commandOf } from '#libs/platform/graphql/command';
import { callerAs } from '#test/kit/caller-as';
import { recallOfBuyer, reviseOwn } from '#services/session/revisions/app/revise-message';
import { decideEdit, decideRecall } from '#services/session/revisions/domain/decide-revision';
import type { MessageDecision } from '#services/session/revisions/domain/message-case';
import { readRevisions } from '#services/session/revisions/store/load-revisions';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const recall = (externalId: string, channelMessageId: string) => {
  const buyer = { channel: 'KUAISHOU', externalId };
  const context = { caller: callerAs('CONNECTOR', shop), traceparent: null, extra: undefined };
  return recallOfBuyer(house.conversation, commandOf('recallBuyerMessage', shop, {}, context), buyer, channelMessageId);
};
const historyOf = async (sessionId: string, ordinal: number) => {
  const position = { sessionId, ordinal };
  return (await readRevisions(house.deps.readDb, shop, [position])).get(position);
};
const toldOf = (sessionId: string) => house.published.filter(({ value }) => value['sessionId'] === sessionId).map(({ type }) => type);

describe('messages of buyers', () => {
  test('SES-3 a message of any kind is kept with its reference and what the channel calls it', async () => {
    const kinds = ['VOICE', 'FILE', 'LOCATION', 'STICKER', 'CONTACT', 'UNKNOWN'] as const;
    for (const type of kinds) {
      const content = { reference: `media-${type}`, channelKind: 'mini_program' };
      const { message, session } = await house.write(`kind-${type}`, { type, text: null, content });
      expect(message).toMatchObject({ type, text: null, ...content });
      expect(session).toMatchObject({ state: 'QUEUED', openingType: type });
    }
  });

  test('INV-3 an edit keeps what was, in order, and changes neither session nor counts', async () => {
    const first = await house.write('editor', { channelMessageId: 'e1' });
    const edits = ['one', 'two', 'three'].map((text) => house.write('editor', { channelMessageId: 'e1', text, edit: { at: null } }));
    const done = await Promise.all(edits);
    expect(done.map(({ message }) => message!.revision)).toEqual([1, 2, 3]);
    const { id } = first.session!;
    expect((await house.session(id)).session).toEqual(first.session);
    expect(await house.messages(id)).toMatchObject([{ text: 'three', revision: 3 }]);
    expect((await historyOf(id, 1))!.map(({ number, text }) => [number, text])).toEqual([
      [1, '在吗'],
      [2, 'one'],
      [3, 'two'],
    ]);
    expect(toldOf(id)).toEqual(['started', 'recorded', 'edited', 'edited', 'edited']);
    expect(JSON.stringify(house.published)).not.toMatch(/three/);
  });

  test('INV-5 an edit that comes before its message is the message', async () => {
    const { message } = await house.write('early', { channelMessageId: 'e2', text: 'new', edit: { at: null } });
    const late = await house.write('early', { channelMessageId: 'e2', text: 'old' });
    expect(late.message).toEqual(message);
    expect(await house.messages(late.session!.id)).toMatchObject([{ text: 'new', revision: null }]);
  });

  test('INV-3 a recall keeps what was said, in a closed session too, and is done once', async () => {
    const { session } = await house.write('sorry', { channelMessageId: 'r1', text: 'secret' });
    await house.leave('sorry');
    const [one, other] = await Promise.all([recall('sorry', 'r1'), recall('sorry', 'r1')]);
    expect(one.message).toMatchObject({ text: null, revision: 1 });
    expect(other.message).toEqual(one.message);
    expect(await historyOf(session!.id, 1)).toMatchObject([{ kind: 'RECALLED', text: 'secret' }]);
    expect((await house.session(session!.id)).session).toMatchObject({ state: 'CLOSED', counts: { BUYER: 1 } });
    await expect(recall('sorry', 'never')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND', retryable: true });
  });
});

describe('messages of agents', () => {
  test('SES-3 are edited and recalled by their agent, and the history keeps both', async () => {
    house.setClock('2026-03-02T02:00:00.000Z');
    const { session } = await house.write('asked');
    const agent = house.agent();
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const { message } = await house.answer(session!.id, agent);
    const revise = (decide: MessageDecision, caller = agent, messageId = message!.id) => {
      const asked = commandOf('editMessage', shop, {}, { caller, traceparent: null, extra: undefined });
      return reviseOwn(house.queue, asked, { sessionId: session!.id, messageId }, decide);
    };
    house.setClock('2026-03-02T02:01:00.000Z');
    const before = (await house.session(session!.id)).session;
    const edited = await revise((known, now) => decideEdit(known, '亲', now));
    expect(edited.message).toMatchObject({ text: '亲', revision: 1 });
    await expect(revise(decideRecall, house.agent())).rejects.toMatchObject({ code: 'NOT_ASSIGNED' });
    expect((await revise(decideRecall)).message).toMatchObject({ text: null, revision: 2 });
    expect((await house.session(session!.id)).session).toEqual(before);
    expect((await historyOf(session!.id, 2))!.map(({ kind, text, agentId }) => [kind, text, agentId])).toEqual([
      ['EDITED', '您好', agent.account],
      ['RECALLED', '亲', agent.account],
    ]);
    const elsewhere = (await house.write('elsewhere')).message!;
    await expect(revise(decideRecall, agent, elsewhere.id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});
