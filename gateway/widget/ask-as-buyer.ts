import type { BuyerAccess } from './buyer-access';
import type { TypedDocumentString } from './generated/graphql';

/** What the graph refused, by its code. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly retryable: boolean,
  ) {
    super(code);
  }
}

export const documentId = <T, V>(document: TypedDocumentString<T, V>): string => String(document.__meta__?.['hash']);

export const bearer = ({ token }: BuyerAccess): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Asks the graph as the buyer. */
export async function askAsBuyer<T, V>(access: BuyerAccess, document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...bearer(access) },
    body: JSON.stringify({ documentId: documentId(document), variables }),
  }).catch(() => {
    throw new Refused('UNREACHABLE', true);
  });
  const { data, errors } = (await response.json()) as {
    data?: T;
    errors?: { extensions?: { code?: string; retryable?: boolean } }[];
  };
  const [first] = errors ?? [];
  if (!data || (first && Object.values(data).every((part) => part === null)))
    throw new Refused(first?.extensions?.code ?? 'INTERNAL_SERVER_ERROR', first?.extensions?.retryable ?? false);
  return data;
}

/** Uploads a file: what is sent names it by the ticket that comes back. */
export async function upload(access: BuyerAccess, file: File): Promise<string> {
  const headers = {
    'content-type': file.type || 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name),
    ...bearer(access),
  };
  const response = await fetch('/attachments', { method: 'POST', headers, body: file });
  const body = (await response.json()) as { ticket?: string; errors?: { extensions?: { code?: string } }[] };
  if (!response.ok || body.ticket === undefined) throw new Refused(body.errors?.[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR', false);
  return body.ticket;
}
