import { newId } from '#libs/platform/process/ids';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* What buyers and agents may send by mistake or on purpose. */
let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps', policy: { outboundQuota: { messages: 2, hours: 48 } } });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});
afterAll(() => system?.stop());

const buyer = (externalId: string) => ({ channel: 'WEB', externalId });

interface Answer {
  readonly status: number;
  readonly data?: {
    readonly sendBuyerMessage: { session: { id: string }; message: { text: string | null }; warnings: { code: string; field: string }[] };
  } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly field?: string; readonly expected?: string } }[];
}

/** Sends JSON as it stands, so that what no client library would write arrives too. */
async function post(input: string): Promise<Answer> {
  const query =
    'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } message { text } warnings { code field } } }';
  const answer = await fetch(`${system.process('gateway').url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.tokenOf('connector')}` },
    body: `{"query":${JSON.stringify(query)},"variables":{"input":${input}}}`,
  });
  return { status: answer.status, ...((await answer.json()) as Omit<Answer, 'status'>) };
}
const send = (fields: object) => post(JSON.stringify({ shopId: shop.id, buyer: buyer(`b-${newId()}`), ...fields }));
const count = async (): Promise<number> =>
  (
    await shop.ask<{ shop: { sessions: { totalCount: number } } }>(
      'owner',
      'query($shop: ID!) { shop(id: $shop) { sessions(first: 1) { totalCount } } }',
    )
  ).shop.sessions.totalCount;

test.each([
  ['HTML and script', '<script>alert("x")</script><b onclick=evil()>&amp;</b>'],
  ['SQL', `'; DROP TABLE message; --`],
  ['placeholders', '{agentName} {{constructor}} ${process.env} %s'],
  ['right-to-left and zero-width signs', '\u202eevil\u200b\u2066x'],
  ['an emoji of several parts', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ['the longest text, of letters beyond the basic plane', '😀'.repeat(5_000)],
])('SES-3 %s is stored as it was sent, and never interpreted', async (_what, text) => {
  const { data } = await send({ text });
  expect(data?.sendBuyerMessage).toMatchObject({ message: { text }, warnings: [] });
});

test.each([
  ['nothing', { text: '' }],
  ['blanks', { text: ' \n\t\u200b' }],
  ['one letter too many', { text: 'x'.repeat(5_001) }],
  ['a null byte', { text: 'a\u0000b' }],
  ['half of a letter', { text: 'a\ud800b' }],
  ['no text at all', {}],
])('RES-89 a text of %s is refused with its field and what would be right, and nothing is stored', async (_what, fields) => {
  const before = await count();
  const { errors } = await send(fields);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'text',
  });
  expect(errors?.[0]?.extensions.expected).toMatch(/./);
  expect(await count()).toBe(before);
});

test('RES-89 ten megabytes are refused at the door', async () => {
  const { status, errors } = await send({ text: 'x'.repeat(10 * 1024 * 1024) });
  expect([status, errors?.[0]?.extensions.code, errors?.[0]?.extensions.field]).toEqual([413, 'BAD_USER_INPUT', 'body']);
});

test.each([
  ['a reference with a null byte', { reference: 'a\u0000b' }, 'reference'],
  ['a reference that is too long', { reference: 'x'.repeat(2_001) }, 'reference'],
  ['a kind with half of a letter', { channelKind: '\udfff' }, 'channelKind'],
  ['a caption with a null byte', { text: '\u0000x' }, 'text'],
  ['a day before 1970', { channelSentAt: '1969-12-31T23:59:59.999Z' }, 'channelSentAt'],
  ['a day after 9999', { channelSentAt: '9999-12-31T23:59:59.999-00:01' }, 'channelSentAt'],
  ['an edit of no day', { editedAt: 'yesterday' }, 'editedAt'],
])('RES-89 %s costs no message: it is left out with a warning', async (_what, fields, field) => {
  const { data, errors } = await send({ type: 'UNKNOWN', ...fields });
  // What GraphQL itself cannot read as an instant is refused before it is a field of ours.
  if (errors) expect([field, errors[0]?.extensions.code]).toEqual([expect.stringMatching(/At$/), 'BAD_USER_INPUT']);
  else expect(data?.sendBuyerMessage).toMatchObject({ message: { text: null }, warnings: [{ code: 'FIELD_DROPPED', field }] });
});

test.each(['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('RES-89 a message of %s is kept as it is', async (channelSentAt) => {
  expect((await send({ text: 'hello', channelSentAt })).data?.sendBuyerMessage.warnings).toEqual([]);
});

test('SES-31 an agent says only so much to a buyer who does not write', async () => {
  const { data } = await send({ text: 'hello', buyer: buyer('quota') });
  const sessionId = data!.sendBuyerMessage.session.id;
  for (const text of ['one', 'two']) await shop.tell('annie', 'sendAgentMessage', { sessionId, text });
  expect(await shop.refusal('annie', 'sendAgentMessage', { sessionId, text: 'three' })).toMatchObject({
    extensions: { code: 'QUOTA', field: 'sessionId' },
  });
  await send({ text: 'and?', buyer: buyer('quota') });
  await shop.tell('annie', 'sendAgentMessage', { sessionId, text: 'three' });
});

test('SES-20 what is read is not answered: marks of agent and buyer stand beside who waits', async () => {
  const { data } = await send({ text: 'hello', buyer: buyer('reads') });
  const sessionId = data!.sendBuyerMessage.session.id;
  const marks = () =>
    shop.ask<{ session: object }>('owner', 'query($id: ID!) { session(id: $id) { agentReadTo buyerReadTo waitingSince } }', {
      id: sessionId,
    });
  await shop.tell('annie', 'markRead', { sessionId, ordinal: 7 });
  expect((await marks()).session).toMatchObject({ agentReadTo: 1, buyerReadTo: 0, waitingSince: expect.any(String) as unknown });
  await shop.tell('annie', 'sendAgentMessage', { sessionId, text: 'hi' });
  await shop.tell('connector', 'markBuyerRead', { buyer: buyer('reads'), ordinal: 2 });
  expect((await marks()).session).toEqual({ agentReadTo: 1, buyerReadTo: 2, waitingSince: null });
});
