import { Kind, type DocumentNode, type GraphQLSchema } from 'graphql';
import { AppError } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';
import type { Log } from '#libs/platform/process/log';
import { limits } from '../limits';
import { withSubscriptions } from '../live/live-schema';
import { checkDocument } from './check-document';
import { ManifestFolder } from './manifest-folder';
import type { Manifest } from './manifest';
import type { TrustedSettings } from './trusted-settings';

interface TrustedOptions extends TrustedSettings {
  /** Documents of the front ends we serve ourselves, by their hash. */
  readonly own?: Manifest | undefined;
  readonly introspection: boolean;
  readonly log: Log;
}

const lookEveryMs = 1_000;

/** Documents that front ends have registered. Each is parsed and checked once, when it is found in the folder or the schema has changed. */
export class TrustedDocuments {
  private texts: ReadonlyMap<string, string>;
  private documents: ReadonlyMap<string, DocumentNode> = new Map();
  private trusted: ReadonlySet<string> = new Set();
  private schema: GraphQLSchema | undefined;
  private readonly folder: ManifestFolder | undefined;
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TrustedOptions) {
    const { folder, own, log } = options;
    this.texts = new Map(Object.entries(own ?? {}));
    this.folder = folder === undefined ? undefined : new ManifestFolder(folder, log);
    if (this.folder) this.timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** From now on documents are checked against this schema. */
  useSchema(apiSchema: GraphQLSchema): void {
    this.schema = withSubscriptions(apiSchema);
    this.texts = this.withOwn(this.folder?.changes()) ?? this.texts;
    this.check();
  }

  /** Looks into the folder again. */
  look(): void {
    const texts = this.withOwn(this.folder?.changes());
    if (!texts) return;
    this.texts = texts;
    this.check();
    this.options.log.info({ count: this.documents.size }, 'registered documents were read');
  }

  /** The text registered under a hash. */
  textOf(hash: string): string {
    const text = this.documents.has(hash) ? this.texts.get(hash) : undefined;
    if (text === undefined) throw notRegistered('No document is registered under this hash.');
    return text;
  }

  /** The document with this hash, checked, if it is a registered one of which something can be answered under /graphql. */
  documentOf(hash: string): DocumentNode | undefined {
    const document = this.documents.get(hash);
    return document && isStreamed(document) ? undefined : document;
  }

  /** Refuses a text that nobody registered, where only registered ones are answered. */
  admit(text: string): void {
    if (this.options.only && !this.trusted.has(text)) throw notRegistered('Only registered documents are answered here.');
  }

  /** Whether it is the text of a registered document that fits this graph. */
  isRegistered(text: string): boolean {
    return this.trusted.has(text);
  }

  /** What an operation of this text may cost. */
  costLimit(text: string): number {
    return this.isRegistered(text) ? Math.max(this.options.limits.cost, limits.cost) : limits.cost;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private withOwn(found: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> | undefined {
    return found && new Map([...Object.entries(this.options.own ?? {}), ...found]);
  }

  private check(): void {
    const { introspection, limits: allowed, log } = this.options;
    if (!this.schema) return;
    const documents = new Map<string, DocumentNode>();
    for (const [hash, text] of this.texts) {
      const checked = checkDocument(text, { schema: this.schema, limits: allowed, introspection });
      if ('problem' in checked) log.warn({ document: hash, problem: checked.problem }, 'a registered document does not fit this graph');
      else documents.set(hash, checked);
    }
    this.documents = documents;
    this.trusted = new Set([...documents.keys()].flatMap((hash) => this.texts.get(hash) ?? []));
  }
}

const isStreamed = ({ definitions }: DocumentNode): boolean =>
  definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || String(each.operation) === 'subscription');

const notRegistered = (message: string): HttpRefusal =>
  new HttpRefusal(
    404,
    new AppError('DOCUMENT_NOT_FOUND', message, {
      field: 'extensions.persistedQuery',
      expected: 'the SHA-256 of a document that was registered with `npm run operations`',
    }),
  );
