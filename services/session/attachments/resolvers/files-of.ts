import type { Caller } from '#libs/platform/access/caller';
import type { Attachment } from '#libs/contracts/attachment';
import type { Uploads } from '../app/uploads';

/** The files that a message's tickets name, as a part of its content. */
export const filesOf = (
  { uploads }: { readonly uploads: Uploads },
  caller: Caller,
  tickets: readonly string[] | null | undefined,
): { readonly attachments?: readonly Attachment[] } => (tickets?.length ? { attachments: uploads.read(caller, tickets) } : {});
