/** Reads Kafka's primitive types one after the other, as ByteWriter writes them. Of a 64-bit value beyond 2^53 the last digits are lost: none of ours is. */
export class ByteReader {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  int8(): number {
    return this.bytes.readInt8(this.at++);
  }

  int16(): number {
    return this.bytes.readInt16BE(this.skip(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.skip(4));
  }

  int64(): number {
    return this.int32() * 2 ** 32 + (this.int32() >>> 0);
  }

  /** Zigzag, up to 32 bits. */
  varint(): number {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Zigzag, up to 53 bits. */
  varlong(): number {
    let [value, scale, byte] = [0, 1, 0];
    do {
      byte = this.bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte > 0x7f);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    return this.bytes.toString('utf8', this.skip(this.int16()), this.at);
  }

  varText(): string {
    return this.bytes.toString('utf8', this.skip(this.varint()), this.at);
  }

  varBytes(): Buffer | null {
    const length = this.varint();
    return length < 0 ? null : this.bytes.subarray(this.skip(length), this.at);
  }

  array<T>(read: () => T): T[] {
    return Array.from({ length: Math.max(0, this.int32()) }, read);
  }

  private skip(length: number): number {
    this.at += length;
    return this.at - length;
  }
}
