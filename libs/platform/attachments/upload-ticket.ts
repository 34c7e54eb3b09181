import { z } from 'zod';
import type { Attachment } from '#libs/contracts/attachment';
import { isSealed, seal } from './seal';

/** What was uploaded, for which shop, and by which buyer where it was one. */
export interface Upload {
  readonly shopId: string;
  readonly buyer: { readonly channel: string; readonly externalId: string } | null;
  readonly attachment: Attachment;
}

const content = z.object({
  until: z.number(),
  shopId: z.string(),
  buyer: z.object({ channel: z.string(), externalId: z.string() }).nullable(),
  attachment: z.object({
    id: z.string(),
    contentType: z.string(),
    size: z.number(),
    sha256: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    name: z.string().nullable(),
  }),
});

/** How long an upload can be put into a message. Files that are in none by twice that time are removed. */
export const ticketMs = 24 * 3_600_000;

/** What an upload is answered with: the client gives it back with the message, and nobody can have made it up. */
export function writeTicket(upload: Upload, secret: string, now: number): string {
  const text = Buffer.from(JSON.stringify({ ...upload, until: now + ticketMs })).toString('base64url');
  return `${text}.${seal('upload', secret, text)}`;
}

/** The upload that a ticket tells of; undefined for one that is none of ours, or too old. */
export function readTicket(ticket: string, secrets: readonly string[], now: number): Upload | undefined {
  const [text = '', given = ''] = ticket.split('.');
  if (!isSealed('upload', secrets, text, given)) return undefined;
  const { until, ...upload } = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return now <= until ? upload : undefined;
}
