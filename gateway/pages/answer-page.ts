import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { endWithText } from '#libs/platform/http/send';
import type { FrontEnd, PageFile } from './front-end';
import { pagePolicy } from './page-policy';

/** The front ends we serve. */
export interface Pages {
  readonly console?: FrontEnd | undefined;
  /** Where buyers write, under /chat. */
  readonly chat?: FrontEnd | undefined;
  /** Origins of shops' own pages, which may hold the chat in a frame. */
  readonly chatIn?: readonly string[];
}

/**
 * Answers a file of a front end, or its page for each path that people open: the router in the page knows which there are. False where nothing of it was asked:
 * programs do not accept HTML.
 */
export async function answerPages(pages: Pages, path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const isChat = /^\/chat(\/|$)/.test(path);
  const front = isChat ? pages.chat : pages.console;
  const file = front?.files.get(isChat ? path.slice('/chat'.length) : path);
  if (file) sendFile(file, path, request, response);
  else if (front && request.headers.accept?.includes('text/html'))
    await sendPage(front, isChat ? (pages.chatIn ?? []) : [], request, response);
  else return false;
  return true;
}

/** Built files have the hash of what is in them in their name, so a browser may keep them. */
function sendFile({ type, bytes, gzip }: PageFile, path: string, request: IncomingMessage, response: ServerResponse): void {
  const packed = gzip !== undefined && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(200, {
    ...common,
    'content-type': type,
    'cache-control': /^(\/chat)?\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': 'gzip' }),
  });
  response.end(packed ? gzip : bytes);
}

async function sendPage(
  { page }: FrontEnd,
  ancestors: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  response.statusCode = 200;
  response.setHeaders(
    new Map(
      Object.entries({
        ...common,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy(nonce, ancestors),
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      }),
    ),
  );
  await endWithText(request, response, page.replaceAll('%NONCE%', nonce));
}

const common = { 'x-content-type-options': 'nosniff' };
