import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;
let owner: Caller;
let connector: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});

beforeEach(async () => {
  house.setClock('2026-03-02T02:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  [owner, connector] = [callerAs('OWNER', shop), callerAs('CONNECTOR', shop)];
});

afterAll(() => house.close());

const act = (operation: string, input: object, selection: string, by = owner) => {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
  return ask(by, `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`, { input: { shopId: shop, ...input } });
};
async function done<T>(operation: string, input: object, selection: string, by = owner): Promise<T> {
  const { data, refusals } = await act(operation, input, selection, by);
  expect(refusals).toEqual([]);
  return data['done'] as T;
}
async function ofShop<T>(selection: string, by = owner): Promise<T> {
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${selection} } } }`;
  const { data, refusals } = await ask(by, query, { of: [{ __typename: 'Shop', id: shop }] });
  expect(refusals).toEqual([]);
  return (data['_entities'] as [T])[0];
}
const entry = async (question: string, answer: string): Promise<string> =>
  (await done<{ entry: { id: string } }>('saveFaqEntry', { question, answer }, 'entry { id }')).entry.id;
const fiveEntries = () => Promise.all(['一', '二', '三', '四', '五'].map((each) => entry(`问${each}`, `答${each}`)));
const saveCard = (entryIds: readonly string[], more: object = {}) =>
  done<{ card: { revision: number; entries: { question: string }[] }; warnings: object[] }>(
    'saveFaqCard',
    { entryIds, ...more },
    'card { revision entries { question } } warnings { code field }',
  );
const buyer = (externalId = 'b1') => ({ channel: 'WEB', externalId });
const enter = (externalId = 'b1') =>
  done<{ session: object | null; faqCard: { entryId: string; question: string }[] | null }>(
    'enterChat',
    { buyer: buyer(externalId) },
    'session { id } faqCard { entryId question }',
    connector,
  );
const clicked = 'session { id state } message { id type text ordinal } answer { sender text ordinal } warnings { code field }';
interface Click {
  readonly session: { readonly id: string; readonly state: string };
  readonly message: { readonly id: string; readonly type: string; readonly text: string; readonly ordinal: number };
  readonly answer: { readonly sender: string; readonly text: string; readonly ordinal: number } | null;
  readonly warnings: readonly object[];
}
const click = (entryId: string, more: object = {}, by = connector) =>
  done<Click>('clickFaq', { buyer: buyer(), entryId, question: '按钮', ...more }, clicked, by);
const facts = (type: string) => house.published.filter((each) => each.type === type && each.value['shopId'] === shop);

describe('the card', () => {
  it('KB-2 holds five questions; fewer are saved with a warning, six are refused', async () => {
    const ids = await fiveEntries();
    expect(await saveCard([...ids].reverse())).toMatchObject({ card: { revision: 1 }, warnings: [] });
    expect(await saveCard(ids.slice(0, 2), { expectedRevision: 1 })).toMatchObject({
      card: { revision: 2, entries: [{ question: '问一' }, { question: '问二' }] },
      warnings: [{ code: 'FAQ_CARD_SHORT', field: 'entryIds' }],
    });
    const sixth = await entry('问六', '答六');
    expect((await act('saveFaqCard', { entryIds: [...ids, sixth] }, 'shop { id }')).refusals).toEqual([
      { code: 'FAQ_CARD_SIZE', field: 'entryIds' },
    ]);
    expect((await act('saveFaqCard', { entryIds: ids, expectedRevision: 1 }, 'shop { id }')).refusals).toEqual([
      { code: 'VERSION_CONFLICT', field: 'expectedRevision' },
    ]);
    expect((await act('saveFaqCard', { entryIds: [newId()] }, 'shop { id }')).refusals).toEqual([
      { code: 'FAQ_ENTRY_NOT_FOUND', field: 'entryIds.0' },
    ]);
  });

  it('KB-2 loses a question that is removed, and hides one that is switched off', async () => {
    const ids = await fiveEntries();
    await saveCard(ids);
    await done('removeFaqEntry', { entryId: ids[0] }, 'removed');
    await done('saveFaqEntry', { entryId: ids[1], enabled: false }, 'entry { id }');
    expect(await ofShop('faqCard { revision entries { question } }')).toEqual({
      faqCard: { revision: 2, entries: [{ question: '问三' }, { question: '问四' }, { question: '问五' }] },
    });
    expect((await enter()).faqCard?.map(({ question }) => question)).toEqual(['问三', '问四', '问五']);
    await done('saveFaqEntry', { entryId: ids[1], enabled: true }, 'entry { id }');
    expect((await enter()).faqCard?.map(({ question }) => question)).toEqual(['问二', '问三', '问四', '问五']);
  });

  it('INV-3 is saved once under one commandId, PRM-1 by whoever keeps the knowledge base', async () => {
    const ids = await fiveEntries();
    const first = await saveCard(ids, { commandId: 'once' });
    expect(await saveCard(ids, { commandId: 'once' })).toEqual(first);
    for (const role of ['AGENT', 'CS_ADMIN', 'OPERATIONS'] as const)
      expect((await act('saveFaqCard', { entryIds: ids }, 'shop { id }', callerAs(role, shop))).refusals).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    const given = callerAs('CS_ADMIN', shop, { permissions: ['knowledge:write'] });
    expect((await act('saveFaqCard', { entryIds: ids }, 'shop { id }', given)).refusals).toEqual([]);
  });

  it('KB-4 can be looked at before it is saved, as a click would answer', async () => {
    const ids = [await entry('多少钱', '{productName}99元'), await entry('几点上班', '{receptionHours}')];
    const { data, refusals } = await ask(
      owner,
      'query($input: PreviewFaqCardInput!) { previewFaqCard(input: $input) { questions { question answer } warnings { code field } } }',
      { input: { shopId: shop, entryIds: ids, product: { name: '台灯' } } },
    );
    expect(refusals).toEqual([]);
    expect(data['previewFaqCard']).toEqual({
      questions: [
        { question: '多少钱', answer: '台灯99元' },
        { question: '几点上班', answer: null },
      ],
      warnings: [
        { code: 'FAQ_CARD_SHORT', field: 'entryIds' },
        { code: 'FAQ_NOT_ANSWERED', field: 'entryIds.1' },
      ],
    });
    expect(await ofShop('faqCard { revision }')).toEqual({ faqCard: null });
  });

  it('KB-3 is shown to who enters, which is a fact; SES-2 no session begins by it', async () => {
    expect(await enter()).toEqual({ session: null, faqCard: null });
    expect(facts('faq-card-shown')).toEqual([]);
    const ids = await fiveEntries();
    await saveCard(ids);
    expect(await enter()).toMatchObject({ session: null, faqCard: ids.map((entryId) => ({ entryId })) });
    expect(facts('faq-card-shown')).toMatchObject([
      { topic: 'message-recorded', value: { entryIds: ids, channel: 'WEB', sessionId: null, actor: { kind: 'BUYER' } } },
    ]);
    expect(house.published.filter(({ topic, value }) => topic === 'session-started' && value['shopId'] === shop)).toEqual([]);
  });
});

describe('a click on the card', () => {
  it('KB-4 is answered with the reply of its question; SES-3 it opens a session', async () => {
    const id = await entry('多久发货', '48小时内发货');
    const { session, message, answer, warnings } = await click(id);
    expect([session.state, warnings]).toEqual(['QUEUED', []]);
    expect(message).toMatchObject({ type: 'FAQ_CLICK', text: '多久发货', ordinal: 1 });
    expect(answer).toEqual({ sender: 'AUTO', text: '48小时内发货', ordinal: 2 });
    expect(facts('faq-clicked')).toMatchObject([{ value: { sessionId: session.id, messageId: message.id, entryId: id, ordinal: 1 } }]);
    expect(facts('started')).toMatchObject([{ value: { openingMessage: { type: 'FAQ_CLICK', ordinal: 1 } } }]);
  });

  it('MET-5 MET-6 tells metrics clicks, answers and what follows them', async () => {
    const id = await entry('多久发货', '48小时内发货');
    await click(id);
    await house.write('b1', { shopId: shop, buyer: buyer(), text: '还是不明白' });
    expect(facts('recorded').map(({ value }) => [value['sender'], value['messageType'], value['autoKind']])).toEqual([
      ['BUYER', 'FAQ_CLICK', null],
      ['AUTO', 'TEXT', 'FAQ_ANSWER'],
      ['BUYER', 'TEXT', null],
    ]);
  });

  it('KB-5 waits for nobody: a click leaves the list of those who wait as it was', async () => {
    const id = await entry('多久发货', '48小时内发货');
    const { session } = await click(id);
    expect(
      await house.deps.readDb.transaction([shop], (tx) =>
        tx.query({ name: 'w', text: 'SELECT waiting_since AS w FROM session WHERE id = $1' }, [session.id]),
      ),
    ).toEqual([{ w: null }]);
    const text = await house.write('b1', { shopId: shop, buyer: buyer(), text: '人呢' });
    expect(text.session).toMatchObject({ id: session.id, waitingSince: new Date('2026-03-02T02:00:00.000Z') });
    house.setClock('2026-03-02T02:05:00.000Z');
    await click(id);
    const { session: after } = await house.write('b1', { shopId: shop, buyer: buyer(), text: '?' });
    expect(after?.waitingSince).toEqual(new Date('2026-03-02T02:00:00.000Z'));
  });

  it('INV-3 delivered again, or repeated, answers as it did and says nothing twice', async () => {
    const id = await entry('多久发货', '48小时内发货');
    const first = await click(id, { channelMessageId: 'c1', commandId: 'k1' });
    expect(await click(id, { channelMessageId: 'c1', commandId: 'k1' })).toEqual(first);
    expect(await click(id, { channelMessageId: 'c1' })).toEqual(first);
    await done('removeFaqEntry', { entryId: id }, 'removed');
    expect(await click(id, { channelMessageId: 'c1' })).toEqual(first);
    expect(facts('faq-clicked')).toHaveLength(1);
    expect(facts('recorded')).toHaveLength(2);
  });

  it('RES-80 on a question that is gone is a text with its words, and the channel is told', async () => {
    const id = await entry('多久发货', '48小时内发货');
    await done('removeFaqEntry', { entryId: id }, 'removed');
    const { message, answer, warnings } = await click(id, { question: '多久发货' });
    expect(message).toMatchObject({ type: 'TEXT', text: '多久发货', ordinal: 1 });
    expect([answer, warnings]).toEqual([null, [{ code: 'FAQ_ENTRY_GONE', field: 'entryId' }]]);
    expect(facts('faq-clicked')).toEqual([]);
    expect(facts('started')).toMatchObject([{ value: { openingMessage: { type: 'TEXT' } } }]);
  });

  it('INV-6 is never answered from another shop', async () => {
    const foreign = await entry('多久发货', '48小时内发货');
    shop = await house.openShop({}, 1, newId());
    connector = callerAs('CONNECTOR', shop);
    expect(await click(foreign)).toMatchObject({ answer: null, warnings: [{ code: 'FAQ_ENTRY_GONE' }] });
  });

  it('is a buyer’s own', async () => {
    const id = await entry('多久发货', '48小时内发货');
    const self = callerAs('BUYER', shop, { buyer: buyer() });
    expect(await click(id, {}, self)).toMatchObject({ answer: { text: '48小时内发货' } });
    const other = await act('clickFaq', { buyer: buyer('b2'), entryId: id, question: 'x' }, clicked, self);
    expect(other.refusals).toEqual([{ code: 'FORBIDDEN', field: 'buyer' }]);
    expect((await act('sendBuyerMessage', { buyer: buyer(), type: 'FAQ_CLICK', text: 'x' }, 'session { id }', self)).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'type' },
    ]);
  });

  it('SCH-16 while closed gets its answer beside the notice, once, with the hours', async () => {
    const id = await entry('几点上班', '{receptionHours}');
    const first = await entry('多久发货', '48小时内发货');
    const { session } = await click(first);
    await house.hear(routing.left(shop, session.id));
    const { answer } = await click(id);
    expect(answer).toMatchObject({ text: '10:00-19:00' });
    const texts = await house.deps.readDb.transaction([shop], (tx) =>
      tx.query<{ kind: string | null }>(
        { name: 'k', text: 'SELECT auto_kind AS kind FROM message WHERE session_id = $1 ORDER BY ordinal' },
        [session.id],
      ),
    );
    expect(texts.map(({ kind }) => kind)).toEqual([null, 'FAQ_ANSWER', 'CLOSED_NOTICE', null, 'FAQ_ANSWER']);
  });
});

describe('KB-6 presets', () => {
  it('are offered in the language of the shop’s buyers and taken over as copies', async () => {
    const { faqPresets } = await ofShop<{ faqPresets: { key: string; question: string; adopted: boolean }[] }>(
      'faqPresets { key question adopted }',
    );
    expect(faqPresets.find(({ key }) => key === 'gift')).toEqual({ key: 'gift', question: '有赠品吗?', adopted: false });
    const { entries } = await done<{ entries: { id: string; presetKey: string; answer: string }[] }>(
      'adoptFaqPresets',
      { keys: ['gift', 'size'], commandId: 'p' },
      'entries { id presetKey answer }',
    );
    expect(entries.map(({ presetKey }) => presetKey)).toEqual(['gift', 'size']);
    await done('saveFaqEntry', { entryId: entries[0]!.id, answer: '满100元送杯子' }, 'entry { id }');
    expect(await done('adoptFaqPresets', { keys: ['gift'] }, 'entries { id }')).toEqual({ entries: [] });
    expect(await ofShop('faqEntries { nodes { presetKey answer } }')).toMatchObject({
      faqEntries: { nodes: expect.arrayContaining([{ presetKey: 'gift', answer: '满100元送杯子' }]) },
    });
    shop = await house.openShop({}, 1, newId());
    owner = callerAs('OWNER', shop);
    const { entries: others } = await done<{ entries: { answer: string }[] }>(
      'adoptFaqPresets',
      { keys: ['gift'], language: 'EN' },
      'entries { answer }',
    );
    expect(others[0]?.answer).toMatch(/^Products with a free gift/);
    expect((await act('adoptFaqPresets', { keys: ['returns-tiktok'] }, 'shop { id }')).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'keys.0' },
    ]);
  });
});

it('KB-7 a reply that says nothing definite is saved with a warning', async () => {
  const saved = await done(
    'saveFaqEntry',
    { question: 'q', answer: 'Let me look into this for you.' },
    'entry { answer } warnings { code field }',
  );
  expect(saved).toMatchObject({ warnings: [{ code: 'VAGUE_REPLY', field: 'answer' }] });
  const clear = "Sorry, we don't have a free gift for this product now, but it is on sale";
  expect(await done('saveFaqEntry', { question: 'q', answer: clear }, 'warnings { code }')).toEqual({ warnings: [] });
});

describe('KB-8 the most asked questions', () => {
  it('are proposed from what buyers wrote, those on the card named', async () => {
    const id = await entry('可以退货吗', '可以');
    await saveCard([id]);
    const ask3 = async (text: string, buyers: number, from = 0) => {
      for (let each = from; each < from + buyers; each += 1) await house.write(`p${text}${each}`, { shopId: shop, text });
    };
    await ask3('什么时候发货呀', 4);
    await ask3('可以退货吗', 3);
    await ask3('能刻字吗', 3);
    await ask3('我的电话13800000000', 2);
    const { faqProposals } = await ofShop<{ faqProposals: object[] }>('faqProposals { question sessions entry { id } presetKey onCard }');
    expect(faqProposals).toEqual([
      { question: '什么时候发货?', sessions: 4, entry: null, presetKey: 'shipping-time', onCard: false },
      { question: '可以退货吗', sessions: 3, entry: { id }, presetKey: null, onCard: true },
      { question: '能刻字吗', sessions: 3, entry: null, presetKey: null, onCard: false },
    ]);
    house.setClock('2026-04-02T02:00:00.000Z');
    expect(await ofShop('faqProposals(days: 30) { question }')).toEqual({ faqProposals: [] });
  });
});

describe('KB-12 a wrong recommendation', () => {
  const fields = 'report { id kind entry { question } session { id } message { text } note reportedBy { id } state resolvedBy { id } }';

  it('is a task with entry and message, until somebody decides', async () => {
    const id = await entry('有赠品吗', '有');
    const { session, message } = await house.write('b1', { shopId: shop, text: '有增票吗' });
    const agent = callerAs('AGENT', shop);
    const input = { sessionId: session!.id, entryId: id, messageId: message!.id, note: '问的是发票', commandId: 'r' };
    const { report } = await done<{ report: { id: string } }>('reportSuggestion', input, fields, agent);
    expect(report).toMatchObject({
      kind: 'FAQ',
      ...{ entry: { question: '有赠品吗' }, session: { id: session!.id }, message: { text: '有增票吗' } },
      ...{ note: '问的是发票', reportedBy: { id: agent.account }, state: 'OPEN', resolvedBy: null },
    });
    expect(await done('reportSuggestion', input, fields, agent)).toEqual({ report });
    expect(facts('suggestion-reported')).toMatchObject([
      { value: { suggestionId: id, messageId: message!.id, actor: { kind: 'ACCOUNT' } } },
    ]);
    const list = () => ofShop<{ suggestionReports: { nodes: object[] } }>('suggestionReports { nodes { id } pageInfo { hasNextPage } }');
    expect((await list()).suggestionReports.nodes).toEqual([{ id: report.id }]);
    expect((await act('resolveSuggestionReport', { reportId: report.id, resolution: 'CORRECTED' }, fields, agent)).refusals).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    expect(await done('resolveSuggestionReport', { reportId: report.id, resolution: 'CORRECTED' }, fields)).toMatchObject({
      report: { state: 'CORRECTED', resolvedBy: { id: owner.account } },
    });
    expect((await list()).suggestionReports.nodes).toEqual([]);
    await done('removeFaqEntry', { entryId: id }, 'removed');
    expect(await ofShop('suggestionReports(state: CORRECTED) { nodes { id entry { id } } }')).toEqual({
      suggestionReports: { nodes: [{ id: report.id, entry: null }] },
    });
  });

  it('names an entry, a session and a message that are there, INV-6 of the own shop', async () => {
    const id = await entry('有赠品吗', '有');
    const { session } = await house.write('b1', { shopId: shop });
    const refused = async (more: object) =>
      (await act('reportSuggestion', { sessionId: session!.id, entryId: id, ...more }, fields, callerAs('AGENT', shop))).refusals;
    expect(await refused({ entryId: newId() })).toEqual([{ code: 'FAQ_ENTRY_NOT_FOUND', field: 'entryId' }]);
    expect(await refused({ sessionId: newId() })).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    expect(await refused({ messageId: newId() })).toEqual([{ code: 'BAD_USER_INPUT', field: 'messageId' }]);
    const other = await house.openShop({}, 1, newId());
    const theirs = (await house.write('b1', { shopId: other })).session!.id;
    expect(await refused({ sessionId: theirs })).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    expect((await act('resolveSuggestionReport', { reportId: newId(), resolution: 'DISMISSED' }, fields)).refusals).toEqual([
      { code: 'REPORT_NOT_FOUND', field: 'reportId' },
    ]);
  });
});
