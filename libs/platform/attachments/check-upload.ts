import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type/node';
import { imageSize } from 'image-size';
import { refuse, type Refusal } from '../errors';
import type { Attachment } from '#libs/contracts/attachment';
import { holdsArchive, isComplete } from './is-complete';

/** The largest file. */
export const maxUploadBytes = 10 * 1024 * 1024;

/** The largest image, by what its header says: it is never decoded here, and whoever decodes it needs 4 bytes for each. */
const maxPixels = 50_000_000;
const maxSide = 16_384;

/** What may be uploaded. Nothing that a browser runs is among them: no SVG, no HTML, no XML, no archive. */
export const uploadTypes: readonly string[] = [
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  ...['video/mp4', 'video/quicktime', 'video/webm'],
  ...['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/amr'],
  'application/pdf',
];

export type CheckedUpload = Omit<Attachment, 'id' | 'name'>;

/**
 * What an upload is, by its bytes; refuses what may not be uploaded, what is cut off or has something else behind it, what is said to be another type than it is, and
 * images that would fill the memory of whoever shows them.
 */
export async function checkUpload(bytes: Buffer, said: string | undefined): Promise<CheckedUpload | Refusal> {
  if (bytes.length === 0) return wrong('The file is empty.', 'a file');
  if (bytes.length > maxUploadBytes) return wrong('The file is too large.', `at most ${maxUploadBytes} bytes`);
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const contentType = found?.mime ?? '';
  if (!uploadTypes.includes(contentType)) return wrong('A file of this type is not taken.', `one of ${uploadTypes.join(', ')}`);
  if (isSaid(said) && canonical(said) !== canonical(contentType))
    return wrong('The file is not what content-type says.', `content-type: ${contentType}`);
  if (!isComplete(contentType, bytes))
    return wrong('The file is cut off, or has something behind its end.', 'the whole file and nothing else');
  if (holdsArchive(bytes)) return wrong('There is an archive in the file.', 'a file without another one in it');
  const measured = contentType.startsWith('image/') ? sizeOf(bytes) : { width: null, height: null };
  if (measured === undefined) return wrong('The image cannot be read.', 'an image with a sound header');
  if (isTooLarge(measured)) return wrong('The image has too many pixels.', `at most ${maxPixels} pixels, and ${maxSide} on a side`);
  return { contentType, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...measured };
}

const wrong = (message: string, expected: string): Refusal => refuse('BAD_USER_INPUT', message, { field: 'body', expected });

/** Clients that do not know what they send say so. */
const isSaid = (type: string | undefined): type is string => type !== undefined && type !== '' && type !== 'application/octet-stream';

/** Names of one type. */
const canonical = (type: string): string => {
  const name = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return sameTypes[name] ?? name;
};

const sameTypes: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
};

interface Pixels {
  readonly width: number | null;
  readonly height: number | null;
}

function sizeOf(bytes: Buffer): Pixels | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

const isTooLarge = ({ width, height }: Pixels): boolean =>
  width !== null && height !== null && (width > maxSide || height > maxSide || width * height > maxPixels);
