/** A file that somebody has uploaded, as it was found to be. */
export interface Attachment {
  readonly id: string;
  /** What its bytes are, whatever was said of them. */
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Of an image, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** What it was called; null where that was not told. */
  readonly name: string | null;
}
