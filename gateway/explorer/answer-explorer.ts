import type { IncomingMessage, ServerResponse } from 'node:http';
import { introspectionFromSchema, type GraphQLSchema } from 'graphql';
import { nothingHere } from '#libs/platform/http/http-refusal';
import { endWithText } from '#libs/platform/http/send';
import { withSubscriptions } from '../live/live-schema';
import { explorerFile } from './explorer-files';

/** Scripts, requests and fonts are ours alone. The editor writes styles into the page, which no list of files could name. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers a path below /explore: a page to ask the graph by hand, with what can be watched, from our own files. */
export async function answerExplorer(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  schema: GraphQLSchema,
): Promise<void> {
  const file =
    path === '/explore/schema.json' ? { type: 'application/json; charset=utf-8', text: introspected(schema) } : explorerFile(path);
  if (!file) throw nothingHere;
  response.statusCode = 200;
  response.setHeader('content-type', file.type);
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-cache');
  await endWithText(request, response, file.text);
}

const introspected = (schema: GraphQLSchema): string => JSON.stringify({ data: introspectionFromSchema(withSubscriptions(schema)) });
