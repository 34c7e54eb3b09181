/** Where a file lies: its shop's and its own id, so that no name of a client's is ever a path. */
export interface AttachmentKey {
  readonly shopId: string;
  readonly id: string;
}

export interface StoredFile extends AttachmentKey {
  readonly storedAt: Date;
}

/** Where files lie. A file is written once and never changed. */
export interface AttachmentStore {
  put(key: AttachmentKey, bytes: Buffer): Promise<void>;
  /** Undefined: there is none. */
  get(key: AttachmentKey): Promise<Buffer | undefined>;
  /** Nothing happens where there is none. */
  remove(key: AttachmentKey): Promise<void>;
  /** Every file, in no order. */
  list(): AsyncIterable<StoredFile>;
}
