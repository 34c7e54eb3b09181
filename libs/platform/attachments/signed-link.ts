import type { Attachment } from '#libs/contracts/attachment';
import { isSealed, seal } from './seal';
import type { AttachmentKey } from './attachment-store';

/** How long a link opens its file. */
export const linkMs = 15 * 60_000;

/** What a link opens, and how it is to be shown. */
export interface OpenedLink extends AttachmentKey {
  readonly contentType: string;
  readonly name: string | null;
}

const path = /^\/attachments\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/;

/** The way to a file on the gateway, for whoever has the link and a short time. */
export function signedLink(
  shopId: string,
  { id, contentType, name }: Pick<Attachment, 'id' | 'contentType' | 'name'>,
  secret: string,
  now: number,
): string {
  const query = new URLSearchParams({ type: contentType, ...(name !== null && { name }), until: String(now + linkMs) });
  const text = `/attachments/${shopId}/${id}?${query}`;
  return `${text}&seal=${seal('link', secret, text)}`;
}

/** What a link opens; undefined for one that we have not made, and one whose time is over: both are answered alike. */
export function openLink(url: string, secrets: readonly string[], now: number): OpenedLink | undefined {
  const [, text = '', given = ''] = /^(.*)&seal=([\w-]+)$/s.exec(url) ?? [];
  if (!isSealed('link', secrets, text, given)) return undefined;
  const { pathname, searchParams } = new URL(text, 'http://gateway');
  const [, shopId, id] = path.exec(pathname) ?? [];
  if (shopId === undefined || id === undefined || Number(searchParams.get('until')) < now) return undefined;
  return { shopId, id, contentType: searchParams.get('type') ?? '', name: searchParams.get('name') };
}
