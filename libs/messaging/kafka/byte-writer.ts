const longestVarint = 5;

/**
 * Writes Kafka's primitive types (https://kafka.apache.org/protocol#protocol_types) into one growing buffer.
 * 64-bit values are JavaScript numbers: offsets, timestamps and producer ids stay far below 2^53.
 */
export class ByteWriter {
  private bytes: Buffer;
  private at = 0;

  constructor(expectedBytes: number) {
    this.bytes = Buffer.allocUnsafe(expectedBytes);
  }

  int8(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  int16(value: number): void {
    this.room(2);
    this.at = this.bytes.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.room(4);
    this.at = this.bytes.writeInt32BE(value | 0, this.at);
  }

  int64(value: number): void {
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value);
  }

  /** Zigzag, up to 32 bits. */
  varint(value: number): void {
    this.room(longestVarint);
    this.at = this.putVarint(value, this.at);
  }

  /** UTF-8 behind its length as 16 bits; null is the length -1. */
  text(text: string | null): void {
    this.room(2 + 3 * (text?.length ?? 0));
    const length = text === null ? -1 : this.bytes.write(text, this.at + 2);
    this.int16(length);
    this.at += Math.max(0, length);
  }

  /** UTF-8 behind its length as a varint. */
  varText(text: string): void {
    const [from, reserved] = [this.at, varintBytes(text.length)];
    this.room(reserved + 3 * text.length);
    this.at += reserved;
    this.at += this.bytes.write(text, this.at);
    this.close(from, reserved);
  }

  /** Runs `body` and puts the number of bytes it has written before them, as a varint. */
  sized(body: () => void): void {
    this.room(longestVarint);
    const from = this.at;
    this.at += longestVarint;
    body();
    this.close(from, longestVarint);
  }

  /** Leaves 32 bits open and answers where; `fill` writes them. */
  gap(): number {
    this.room(4);
    this.at += 4;
    return this.at - 4;
  }

  fill(gap: number, value: number): void {
    this.bytes.writeInt32BE(value | 0, gap);
  }

  /** How much has been written. */
  size(): number {
    return this.at;
  }

  /** What has been written, without a copy. */
  written(from = 0): Buffer {
    return this.bytes.subarray(from, this.at);
  }

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  private putVarint(value: number, to: number): number {
    let rest = zigzag(value);
    while (rest > 0x7f) {
      this.bytes[to++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[to++] = rest;
    return to;
  }

  /** Puts the length of what lies `reserved` bytes behind `from` before it, and closes the space between. */
  private close(from: number, reserved: number): void {
    const length = this.at - from - reserved;
    const needed = varintBytes(length);
    if (needed > reserved) this.room(needed - reserved);
    if (needed !== reserved) this.bytes.copyWithin(from + needed, from + reserved, this.at);
    this.putVarint(length, from);
    this.at = from + needed + length;
  }
}

const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = zigzag(value); rest > 0x7f; rest >>>= 7) bytes += 1;
  return bytes;
}
