import { AppError } from '#libs/platform/errors';
import type { TrustedDocuments } from './trusted-documents';

type Asked = Readonly<Record<string, unknown>>;

/** What is asked, with the text of a registered document in place of its hash. Refuses texts that nobody registered where only such are answered. */
export function withDocument(asked: Asked, documents: Pick<TrustedDocuments, 'textOf' | 'admit'>): Asked {
  const hash = documentHash(asked);
  if (hash !== undefined) return { ...asked, query: documents.textOf(hash) };
  if (typeof asked['query'] === 'string') documents.admit(asked['query']);
  return asked;
}

/** The hash by which a body, or parameters read like one, asks for a registered document; undefined for a request that brings its text. */
function documentHash(asked: Asked): string | undefined {
  if (asked['query'] !== undefined && asked['query'] !== null) return undefined;
  const { documentId, extensions } = asked;
  if (documentId !== undefined && documentId !== null) return hashIn(documentId, 'documentId', /^sha256:([0-9a-f]{64})$/);
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (!isRecord(persisted)) return undefined;
  if (persisted['version'] !== 1) throw wrong('extensions.persistedQuery.version', '1');
  return hashIn(persisted['sha256Hash'], 'extensions.persistedQuery.sha256Hash', /^([0-9a-f]{64})$/);
}

function hashIn(value: unknown, field: string, form: RegExp): string {
  const hash = typeof value === 'string' ? form.exec(value)?.[1] : undefined;
  if (hash === undefined) throw wrong(field, `${field === 'documentId' ? 'sha256: and ' : ''}64 hexadecimal digits, small letters`);
  return hash;
}

const wrong = (field: string, expected: string): AppError => new AppError('BAD_USER_INPUT', `${field} is not valid.`, { field, expected });

export const isRecord = (value: unknown): value is Asked => typeof value === 'object' && value !== null && !Array.isArray(value);
