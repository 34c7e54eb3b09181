import * as ipaddr from 'ipaddr.js';
import { isPublicAddress } from './public-address';

const longest = 2_000;

export const expectedUrl = (allowPrivate: boolean): string =>
  `an address of at most ${longest} characters that begins with https://${allowPrivate ? ' or http://' : ''}, without user, password or fragment${allowPrivate ? '' : ', at a public host'}`;

/** The address as it is kept; null where no alerts may go there. What a name leads to is asked when something is delivered. */
export function readWebhookUrl(text: string, allowPrivate: boolean): string | null {
  if (text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return null;
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  return allowPrivate || isPublicHost(url.hostname) ? url.href : null;
}

/** Names that never lead out of a machine or a network are refused at once. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host.includes('.') && !/(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/.test(host);
}
