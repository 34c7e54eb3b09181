import { mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { deflateSync, crc32 } from 'node:zlib';
import { createDiskStore } from '#libs/platform/attachments/disk-store';
import { createDatabase } from '#libs/platform/database/database';
import { sweepUploads } from '#services/session/attachments/app/sweep-uploads';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* Files go to the gateway, into a message, and come back by a link. */
let system: TestSystem;
let [shop, other]: StagedShop[] = [];

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  [shop, other] = await Promise.all([
    stageShop(system, { name: 'Lamps', policy: { agentEndHoldMinutes: 0 } }),
    stageShop(system, { name: 'Others' }),
  ]);
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
});
afterAll(() => system?.stop());

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 3, 1, 0, 0, 0, 0]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  ...[chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(6))), chunk('IEND', Buffer.alloc(0))],
]);

const gateway = (): string => system.process('gateway').url;
const upload = (token: string | undefined, body: Buffer, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${gateway()}/attachments`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
  });
interface Uploaded {
  readonly ticket: string;
  readonly attachment: Readonly<Record<string, unknown>> & { readonly id: string };
}
const uploaded = async (as = 'connector', by = shop!): Promise<Uploaded> => {
  const answer = await upload(by.tokenOf(as), png, { 'content-type': 'image/png', 'x-file-name': encodeURIComponent('截图.png') });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Uploaded;
};

interface Shown {
  readonly text: string | null;
  readonly attachments: readonly { readonly id: string; readonly url: string; readonly name: string; readonly width: number }[];
}
const messagesOf = async (id: string): Promise<readonly Shown[]> =>
  (
    await shop!.ask<{ session: { messages: { nodes: readonly Shown[] } } }>(
      'owner',
      'query($id: ID!) { session(id: $id) { messages { nodes { text attachments { id url name width size contentType sha256 } } } } }',
      { id },
    )
  ).session.messages.nodes;
const buyer = { channel: 'WEB', externalId: 'b1' };
const writes = (more: object) => shop!.tell<{ session: { id: string } }>('connector', 'sendBuyerMessage', { buyer, ...more });

test('SES-3 a buyer’s picture and an agent’s come with their messages, and open by a link that shows them and runs nothing', async () => {
  const { ticket, attachment } = await uploaded();
  expect(attachment).toMatchObject({ contentType: 'image/png', size: png.length, width: 2, height: 3, name: '截图.png' });
  const { session } = await writes({ type: 'IMAGE', attachments: [ticket] });
  const answer = await uploaded('annie');
  await shop!.tell('annie', 'sendAgentMessage', { sessionId: session.id, type: 'IMAGE', attachments: [answer.ticket] });
  const messages = await messagesOf(session.id);
  expect(messages).toMatchObject([
    { text: null, attachments: [{ id: attachment.id, name: '截图.png', width: 2 }] },
    { text: null, attachments: [{ id: answer.attachment.id }] },
  ]);
  const file = await fetch(gateway() + messages[0]!.attachments[0]!.url);
  expect(file.status).toBe(200);
  expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': "inline; filename*=UTF-8''%E6%88%AA%E5%9B%BE.png",
  });
});

test('INV-6 a ticket is its shop’s alone, and a link opens nothing else', async () => {
  const { ticket, attachment } = await uploaded('connector', other!);
  for (const attachments of [[ticket], [`${ticket}x`], ['made.up']])
    expect(await shop!.refusal('connector', 'sendBuyerMessage', { buyer, type: 'IMAGE', attachments })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'attachments.0' },
    });
  const { session } = await writes({ type: 'IMAGE', attachments: [(await uploaded()).ticket] });
  const { id, url } = (await messagesOf(session.id)).at(-1)!.attachments[0]!;
  for (const forged of [url.replace(id, attachment.id), url.replace('image%2Fpng', 'text%2Fhtml'), `/attachments/${shop!.id}/${id}`])
    expect((await fetch(gateway() + forged)).status).toBe(404);
});

test('SES-3 what may not be uploaded is refused: by whom, how much, and what it is', async () => {
  const connector = shop!.tokenOf('connector');
  const problemOf = async (answer: Response) => {
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string; field?: string; expected?: string } }[] };
    return [answer.status, errors[0]?.extensions.code, errors[0]?.extensions.field];
  };
  expect(await problemOf(await upload(undefined, png))).toEqual([401, 'UNAUTHENTICATED', 'authorization']);
  expect(await problemOf(await upload(await system.token({ roles: ['OPERATOR'] }), png))).toEqual([403, 'FORBIDDEN', undefined]);
  expect(await problemOf(await upload(connector, Buffer.alloc(10 * 1024 * 1024 + 1)))).toEqual([413, 'BAD_USER_INPUT', 'body']);
  expect(await problemOf(await upload(connector, Buffer.alloc(10 * 1024 * 1024)))).toEqual([400, 'BAD_USER_INPUT', 'body']);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  expect(await problemOf(await upload(connector, svg, { 'content-type': 'image/svg+xml' }))).toEqual([400, 'BAD_USER_INPUT', 'body']);
  expect(await problemOf(await upload(connector, png, { 'content-type': 'image/jpeg' }))).toEqual([400, 'BAD_USER_INPUT', 'body']);
});

const folderOfShop = (): string => join(system.environment.attachments?.JIEDAI_ATTACHMENT_FOLDER ?? '', shop!.id);
const inShop = (): string[] => readdirSync(folderOfShop()).sort();

/** A buyer who sent these files, with its session closed. */
async function whoSent(externalId: string, tickets: readonly string[]): Promise<{ readonly name: object; readonly sessionId: string }> {
  const name = { channel: 'WEB', externalId };
  const { session } = await writes({ buyer: name, type: 'IMAGE', attachments: tickets });
  await eventually(async () => expect(await shop!.session(session.id)).toMatchObject({ state: 'ACTIVE' }));
  await shop!.tell('annie', 'endSession', { sessionId: session.id, confirm: true });
  return { name, sessionId: session.id };
}

test('files of an erased buyer go with the command; the others stay, and what no message has is swept', async () => {
  const before = inShop();
  const unused = await uploaded();
  const erased = await uploaded();
  const kept = await uploaded();
  const { name, sessionId } = await whoSent('leaves', [erased.ticket, kept.ticket]);
  await writes({ type: 'IMAGE', attachments: [kept.ticket] });
  await shop!.tell('owner', 'eraseBuyer', { buyer: name });
  expect((await messagesOf(sessionId))[0]).toMatchObject({ attachments: [] });
  expect(inShop()).toEqual([...before, unused.attachment.id, kept.attachment.id].sort());

  const db = createDatabase({ url: system.databases.session.app, max: 2, log: pino({ level: 'silent' }), name: 'attachments-test' });
  try {
    const store = createDiskStore(join(folderOfShop(), '..'));
    const day = 24 * 3_600_000;
    expect(await sweepUploads({ readDb: db }, store, Date.now() + 2 * day - 60_000)).toBe(0);
    await sweepUploads({ readDb: db }, store, Date.now() + 2 * day + 60_000);
    expect(inShop()).toEqual([...before, kept.attachment.id].sort());
  } finally {
    await db.close();
  }
});

test('a file that could not be removed when its buyer was erased is removed after a restart', async () => {
  const { ticket, attachment } = await uploaded();
  const { name } = await whoSent('leaves late', [ticket]);
  const path = join(folderOfShop(), attachment.id);
  // No process can remove a folder as a file.
  renameSync(path, `${path}.aside`);
  mkdirSync(path);
  await shop!.tell('owner', 'eraseBuyer', { buyer: name });
  expect(inShop()).toContain(attachment.id);
  await system.process('session').stop();
  rmdirSync(path);
  renameSync(`${path}.aside`, path);
  await system.process('session').start();
  await eventually(() => Promise.resolve(expect(inShop()).not.toContain(attachment.id)));
});

test('an export has the files of the buyer, each with a link that opens it', async () => {
  const { ticket, attachment } = await uploaded();
  const { name, sessionId } = await whoSent('asks', [ticket]);
  const { json } = await shop!.tell<{ json: string }>('owner', 'exportBuyer', { buyer: name });
  const { attachments } = JSON.parse(json) as { attachments: readonly { readonly url: string }[] };
  expect(attachments).toEqual([expect.objectContaining({ ...attachment, session_id: sessionId, ordinal: 1 })]);
  const file = await fetch(gateway() + attachments[0]!.url);
  expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true);
});
