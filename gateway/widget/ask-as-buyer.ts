import { documentId, post, told } from '../console/api/ask';
import type { BuyerAccess } from './buyer-access';
import type { TypedDocumentString } from './generated/graphql';

export const bearer = ({ token }: BuyerAccess): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Asks the graph as the buyer; what is refused is thrown. */
export async function askAsBuyer<T, V>(access: BuyerAccess, document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const response = await post('/graphql', { documentId: documentId(document), variables }, undefined, bearer(access));
  return (await told<T>(response)).data;
}

/** Uploads a file: what is sent names it by the ticket that comes back. */
export async function upload(access: BuyerAccess, file: File): Promise<string> {
  const headers = {
    'content-type': file.type || 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name),
    ...bearer(access),
  };
  const response = await fetch('/attachments', { method: 'POST', headers, body: file });
  const body = (await response.json()) as { ticket?: string; errors?: { message: string }[] };
  if (!response.ok || body.ticket === undefined) throw new Error(body.errors?.[0]?.message);
  return body.ticket;
}
