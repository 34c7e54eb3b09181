import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, access } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import type { AttachmentStore } from '#libs/platform/attachments/attachment-store';
import { checkUpload, maxUploadBytes } from '#libs/platform/attachments/check-upload';
import { openLink } from '#libs/platform/attachments/signed-link';
import { writeTicket } from '#libs/platform/attachments/upload-ticket';
import { AppError, granted } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';
import { readBody } from '#libs/platform/http/read-json';
import { sendJson } from '#libs/platform/http/send';
import { newId } from '#libs/platform/process/ids';
import { isPlainLine, isVisible, storable } from '#libs/platform/visible-text';
import { Slots } from './slots';

export interface AttachmentDoorOptions {
  readonly store: AttachmentStore;
  /** Those of the passports: gateway and session service share them. */
  readonly secrets: readonly string[];
  readonly now: () => number;
}

export interface AttachmentDoor {
  /** Answers POST /attachments: the bytes are the body, what they are called stands URL-encoded in `x-file-name`. */
  upload(caller: Caller, name: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers GET /attachments/…: whoever has the link may read. */
  read(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Each may hold ten megabytes of memory. */
const [atOnce, ofOneCaller] = [20, 4];
const body = { bytes: maxUploadBytes, ms: 20_000 };

/** Where files come in and go out. What a file is follows from its bytes; nothing that a browser would run comes in, and it would run nothing of what goes out. */
export function attachmentDoor({ store, secrets, now }: AttachmentDoorOptions): AttachmentDoor {
  const slots = new Slots(atOnce, ofOneCaller);
  return {
    upload: async (caller, callerName, request, response) => {
      const { shop } = caller;
      if (shop === null || !maySend(caller)) throw forbidden;
      const giveBack = slots.take(callerName);
      try {
        const bytes = await readBody(request, body);
        const checked = granted(await checkUpload(bytes, request.headers['content-type']));
        const attachment = { id: newId(), ...checked, name: nameIn(request.headers['x-file-name']) };
        await store.put({ shopId: shop, id: attachment.id }, bytes);
        const ticket = writeTicket({ shopId: shop, buyer: caller.buyer ?? null, attachment }, secrets[0] ?? '', now());
        sendJson(response, 201, { ticket, attachment });
      } finally {
        giveBack();
      }
    },
    read: async (request, response) => {
      const opened = openLink(request.url ?? '', secrets, now());
      const bytes = opened && (await store.get(opened));
      if (!opened || !bytes) throw noFile;
      response.writeHead(200, {
        'content-type': opened.contentType,
        'content-length': bytes.length,
        'content-disposition': disposition(opened.contentType, opened.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'private, max-age=900, immutable',
        'referrer-policy': 'no-referrer',
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    },
  };
}

/** Whoever may send a message may upload what belongs into one. */
const maySend = (caller: Caller): boolean =>
  ['Mutation.sendBuyerMessage', 'Mutation.sendAgentMessage'].some((field) => refusal(access[field] ?? { roles: [] }, caller) === undefined);

const mostCharacters = 200;

/** A name only decorates: one that cannot be shown is left out (RES-89). */
function nameIn(header: string | string[] | undefined): string | null {
  try {
    const name = decodeURIComponent(String(header ?? ''));
    return storable(name) && isVisible(name) && isPlainLine(name) ? [...name].slice(0, mostCharacters).join('') : null;
  } catch {
    return null;
  }
}

/** Pictures and sound are shown where they are; anything else is saved. */
function disposition(contentType: string, name: string | null): string {
  const how = /^(image|audio|video)\//.test(contentType) ? 'inline' : 'attachment';
  return name === null ? how : `${how}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`;
}

const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

const forbidden = new AppError('FORBIDDEN', 'You may send no messages, and so upload nothing.', {
  expected: 'an account with the workbench, a connector, or a buyer',
});

/** A link that was never one answers like one whose time is over. */
const noFile = new HttpRefusal(
  404,
  new AppError('BAD_USER_INPUT', 'There is no file under this link, or not any more.', {
    expected: 'the url of an attachment, at most 15 minutes old',
  }),
);
