import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { AppError } from '#libs/platform/errors';
import { selectedText } from './documents/selected-text';
import type { TrustedDocuments } from './documents/trusted-documents';
import { isRecord, withDocument } from './documents/with-document';

/**
 * What Apollo looks at: the text of a registered document in place of its hash. Other extensions of the protocol are none of ours, and Apollo would answer
 * some with 200.
 */
export function graphqlRequestOf(request: IncomingMessage, body: unknown, documents: TrustedDocuments) {
  const { method = 'POST', url = '', headers } = request;
  const parameters = new URLSearchParams(url.split('?')[1]);
  const isRead = method === 'GET';
  const given = isRead ? bodyOf(parameters) : body;
  const { extensions: _ignored, ...asked } = isRecord(given) ? withDocument(given, documents) : {};
  const text = textOf(asked, documents);
  parameters.delete('extensions');
  if (isRead && 'query' in asked) parameters.set('query', text);
  const sent = typeof asked['query'] === 'string' ? { ...asked, query: text } : asked;
  return { method, headers: headersOf(headers), search: parameters.toString(), body: !isRead && isRecord(body) ? sent : body, text };
}

/** A registered text stays as it is: by it, its document is found. */
function textOf({ query, operationName }: Readonly<Record<string, unknown>>, documents: TrustedDocuments): string {
  const text = String(query);
  return documents.isRegistered(text) ? text : selectedText(text, operationName);
}

/** Parameters of an address as a body would hold them, as far as they name a document. */
function bodyOf(parameters: URLSearchParams): Readonly<Record<string, unknown>> {
  const extensions = parameters.get('extensions');
  return { ...Object.fromEntries(parameters), extensions: extensions === null ? undefined : jsonOf(extensions) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('BAD_USER_INPUT', 'The parameter extensions is no JSON.', { field: 'extensions', expected: 'a JSON object' });
  }
}

/** Content negotiation and protection against cross-site requests. */
function headersOf(headers: IncomingMessage['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const name of ['content-type', 'accept', 'apollo-require-preflight', 'x-apollo-operation-name']) {
    const value = headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  return map;
}
