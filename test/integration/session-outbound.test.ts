import { newId } from '#libs/platform/process/ids';
import { commandOf } from '#libs/platform/graphql/command';
import { reportDelivery, type DeliveryInput } from '#services/session/outbound/app/report-delivery';
import { readOutbound } from '#services/session/outbound/app/read-outbound';
import { readDeliveries } from '#services/session/outbound/store/deliveries';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const toldOf = (sessionId: string, topic = 'outbound') =>
  house.published.filter((event) => event.topic === topic && event.value['sessionId'] === sessionId);

/** A session in which its agent has answered once. */
async function answered(buyer: string, inShop = shop): Promise<{ sessionId: string; messageId: string }> {
  const { session } = await house.write(buyer, { shopId: inShop });
  const agent = { ...house.agent(), shop: inShop };
  await house.hear(routing.assigned(inShop, session!.id, agent.account!));
  const { message } = await house.answer(session!.id, agent);
  return { sessionId: session!.id, messageId: message!.id };
}

const at = (text: string): Date => new Date(`2026-03-02T${text}.000Z`);
type Report = DeliveryInput['reports'][number];
const reportOf = (of: { sessionId: string; messageId: string }, more: Partial<Report> = {}): Report => ({
  ...of,
  ...{ state: 'ACCEPTED', at: at('02:00:01'), reason: null, channelMessageId: null },
  ...more,
});
const report = (reports: readonly Report[], commandId?: string, inShop = shop) => {
  const context = { caller: callerAs('CONNECTOR', inShop), traceparent: null, extra: undefined };
  const input = { shopId: inShop, reports, commandId };
  return reportDelivery(house.deps, { ...commandOf('reportDelivery', inShop, input, context), input });
};

describe('what is said to a buyer', () => {
  test('SES-3 is told to connectors as a reference, once, in the order of the session; what the buyer writes is not', async () => {
    const { sessionId, messageId } = await answered('reads');
    await house.write('reads');
    const told = toldOf(sessionId);
    expect(told).toMatchObject([
      {
        type: 'said',
        value: { messageId, ordinal: 2, sender: 'AGENT', channel: 'KUAISHOU', messageType: 'TEXT', actor: { kind: 'ACCOUNT' } },
      },
    ]);
    expect(told[0]!.value).not.toHaveProperty('text');
  });

  test('brings its text where the shop wants that', async () => {
    const wordy = await house.openShop({ outboundTexts: true }, 1, newId());
    const { sessionId } = await answered('wordy', wordy);
    expect(toldOf(sessionId)).toMatchObject([{ type: 'said', value: { text: '您好' } }]);
    expect(toldOf(sessionId, 'message-recorded').every(({ value }) => !('text' in value))).toBe(true);
  });

  test('INV-6 is asked for by its reference, in the order asked; what the buyer wrote and what another shop said are nothing', async () => {
    const [one, two] = [await answered('asks'), await answered('asks2')];
    const other = await answered('foreign', await house.openShop({}, 1, newId()));
    const written = (await house.write('asks')).message!;
    const names = [
      two,
      { sessionId: one.sessionId, messageId: written.id },
      other,
      one,
      { sessionId: one.sessionId, messageId: two.messageId },
    ];
    const found = await readOutbound(
      house.deps.readDb,
      shop,
      names.map(({ sessionId, messageId }) => ({ sessionId, id: messageId })),
    );
    expect(found.map((each) => each?.message.id ?? null)).toEqual([two.messageId, null, null, one.messageId, null]);
    expect(found[0]).toMatchObject({ message: { text: '您好' }, session: { buyer: { externalId: 'asks2' } } });
  });
});

describe('what a channel makes of it', () => {
  const stateOf = async (id: string, inShop = shop) => (await readDeliveries(house.deps.readDb, inShop, [id])).get(id);

  test('INV-3 is kept, told once as a change of the session, and changes no session', async () => {
    const said = await answered('gets');
    const before = await house.session(said.sessionId);
    const failed = reportOf(said, { state: 'FAILED', reason: 'the buyer has left the channel' });
    expect(await report([failed])).toEqual({ changed: 1 });
    expect(await report([failed])).toEqual({ changed: 0 });
    expect(await stateOf(said.messageId)).toMatchObject({ state: 'FAILED', reason: 'the buyer has left the channel', ordinal: 2 });
    expect(toldOf(said.sessionId, 'message-recorded').filter(({ type }) => type === 'delivered')).toMatchObject([
      { value: { messageId: said.messageId, state: 'FAILED', actor: { kind: 'CONNECTOR' } } },
    ]);
    expect(JSON.stringify(house.published)).not.toMatch(/has left the channel/);
    expect(await house.session(said.sessionId)).toEqual(before);
  });

  test('INV-5 comes to the same in any order, also from two processes at once', async () => {
    const said = await Promise.all(['o1', 'o2', 'o3'].map((buyer) => answered(buyer)));
    const first = said.map((each) => reportOf(each));
    const last = said.map((each) => reportOf(each, { state: 'FAILED', at: at('02:00:02'), reason: 'blocked' }));
    await Promise.all([report([...last].reverse()), report(first), report(last), report([...first].reverse())]);
    for (const { messageId } of said) expect(await stateOf(messageId)).toMatchObject({ state: 'FAILED', at: at('02:00:02') });
  });

  test('a command that is repeated answers as it did', async () => {
    const [said, id] = [await answered('twice'), newId()];
    expect(await report([reportOf(said)], id)).toEqual({ changed: 1 });
    expect(await report([reportOf(said)], id)).toEqual({ changed: 1 });
  });

  test('is refused as a whole where one report is wrong: nothing is half-stored', async () => {
    const said = await answered('half');
    const written = await house.write('half');
    const wrong = { sessionId: said.sessionId, messageId: written.message!.id };
    await expect(report([reportOf(said), reportOf(wrong)])).rejects.toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
      field: 'reports.1.messageId',
    });
    await expect(report([reportOf(said, { at: at('02:05:01') })])).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'reports.0.at' });
    expect(await stateOf(said.messageId)).toBeUndefined();
  });

  test('INV-6 is not another shop’s', async () => {
    const other = await house.openShop({}, 1, newId());
    await expect(report([reportOf(await answered('mine'))], undefined, other)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});
