import type { Caller } from '#libs/platform/access/caller';
import type { Attachment } from '#libs/contracts/attachment';
import { signedLink } from '#libs/platform/attachments/signed-link';
import { readTicket, type Upload } from '#libs/platform/attachments/upload-ticket';
import { AppError } from '#libs/platform/errors';

/** What clients have uploaded at the gateway, and how they get at it again. */
export interface Uploads {
  /** The files of these tickets; refused is whatever the gateway has not given out for this shop, and to this buyer where one asks. */
  read(caller: Pick<Caller, 'shop' | 'buyer'>, tickets: readonly string[]): readonly Attachment[];
  linkOf(shopId: string, attachment: Attachment): string;
}

/** Tickets and links go by the machine's clock, as tokens do. */
export const createUploads = (secrets: readonly string[], now: () => number): Uploads => ({
  read: (caller, tickets) =>
    tickets.map((ticket, index) => {
      const upload = readTicket(ticket, secrets, now());
      if (upload && isCallers(upload, caller)) return upload.attachment;
      throw new AppError('BAD_USER_INPUT', 'No such upload.', {
        field: `attachments.${index}`,
        expected: 'a ticket that POST /attachments has answered this caller with in the last 24 hours',
      });
    }),
  linkOf: (shopId, attachment) => signedLink(shopId, attachment, secrets[0] ?? '', now()),
});

/** What a buyer has uploaded is its own; what the shop's people and connectors have is the shop's. */
const isCallers = ({ shopId, buyer }: Upload, caller: Pick<Caller, 'shop' | 'buyer'>): boolean =>
  shopId === caller.shop && buyer?.externalId === caller.buyer?.externalId && buyer?.channel === caller.buyer?.channel;
