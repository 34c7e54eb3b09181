const endsWith = (bytes: Buffer, ...end: readonly number[]): boolean => bytes.subarray(-end.length).equals(Buffer.from(end));

/** Whether an image ends as its format says, at the last byte: not cut off, and with nothing behind it that is something else. */
export function isComplete(contentType: string, bytes: Buffer): boolean {
  switch (contentType) {
    case 'image/jpeg':
      return endsWith(bytes, 0xff, 0xd9);
    case 'image/png':
      return endsWith(bytes, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);
    case 'image/gif':
      return endsWith(bytes, 0x3b);
    case 'image/webp':
      return bytes.length >= 12 && bytes.readUInt32LE(4) + 8 === bytes.length;
    default:
      return true;
  }
}

const [endOfArchive, endRecord, longestComment] = [Buffer.from('PK\u0005\u0006'), 22, 65_535];

/** Whether readers of archives would find one in the file, whatever stands before it: its index ends with the file. */
export function holdsArchive(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - endRecord - longestComment);
  const at = bytes.lastIndexOf(endOfArchive);
  return at >= from && at + endRecord <= bytes.length && at + endRecord + bytes.readUInt16LE(at + 20) <= bytes.length;
}
