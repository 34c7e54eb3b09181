import type { DocumentNode } from 'graphql';
import type { TrustedDocuments } from './trusted-documents';

/** What Apollo asks for a document that was parsed and checked before: registered ones first, then what others sent lately. */
export class DocumentStore {
  private readonly sent = new Map<string, DocumentNode>();
  private size = 0;

  /** `queryMemory`: characters of the texts whose documents are remembered, at most. */
  constructor(
    private readonly trusted: Pick<TrustedDocuments, 'documentOf'>,
    private readonly queryMemory: number,
  ) {}

  /** Apollo's keys are the schema's hash and the text's, in this order. */
  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.trusted.documentOf(key.slice(key.indexOf(':') + 1)) ?? this.sent.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.forget(key);
    this.sent.set(key, document);
    this.size += sizeOf(document);
    for (const oldest of this.sent.keys()) {
      if (this.size <= this.queryMemory) break;
      this.forget(oldest);
    }
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.forget(key));
  }

  private forget(key: string): boolean {
    const document = this.sent.get(key);
    if (document) this.size -= sizeOf(document);
    return this.sent.delete(key);
  }
}

const sizeOf = ({ loc }: DocumentNode): number => loc?.source.body.length ?? 0;
