import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import type { Chats } from './chats';
import { sendMessage, type ShopGraph } from './shop-graph';

interface ChatOptions {
  readonly graph: ShopGraph;
  readonly chats: Chats;
  readonly channel: string;
  readonly now: () => Date;
}

const mostBytes = 32_768;

/** The channel's own page and its two routes: GET /messages, POST /messages {id, text}. Who comes is known by a cookie. */
export function chatServer(options: ChatOptions): Server {
  const page = readFileSync(join(repoRoot(), 'infra/connectors/web/chat.html'));
  return createServer((request, response) => {
    answer(options, page, request, response).catch((error: unknown) => sendJson(response, 502, { error: String(error) }));
  });
}

async function answer(options: ChatOptions, page: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { chats } = options;
  const buyer = buyerOf(request, response);
  chats.open(buyer);
  if (request.method === 'GET' && request.url === '/') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'",
    });
    return void response.end(page);
  }
  if (request.url !== '/messages') return sendJson(response, 404, { error: 'Nothing is here.' });
  if (request.method === 'GET') return sendJson(response, 200, chats.messages(buyer));
  if (request.method === 'POST') return write(options, buyer, request, response);
  sendJson(response, 405, { error: 'GET or POST' });
}

async function write({ graph, chats, channel, now }: ChatOptions, buyer: string, request: IncomingMessage, response: ServerResponse) {
  const said = await readMessage(request);
  if (said === undefined) return sendJson(response, 400, { error: 'JSON like {"id": "…", "text": "…"}, at most 32 KB' });
  await sendMessage(graph, { channel, externalId: buyer }, said.id, said.text);
  chats.wrote(buyer, { ...said, from: 'BUYER', at: now().toISOString() });
  sendJson(response, 201, { id: said.id });
}

async function readMessage(request: IncomingMessage): Promise<{ id: string; text: string } | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  try {
    const { id, text } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { id?: unknown; text?: unknown };
    return typeof id === 'string' && typeof text === 'string' ? { id, text } : undefined;
  } catch {
    return undefined;
  }
}

/** The cookie is as long and random as a session's of a browser, so nobody comes into another's chat by guessing. */
function buyerOf(request: IncomingMessage, response: ServerResponse): string {
  const known = /(?:^|; )chat=([0-9a-f-]{36})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const buyer = known ?? randomUUID();
  if (known === undefined) response.setHeader('set-cookie', `chat=${buyer}; Path=/; HttpOnly; SameSite=Strict`);
  return buyer;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
