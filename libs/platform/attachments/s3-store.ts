import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { isId } from '../process/ids';
import type { AttachmentKey, AttachmentStore, StoredFile } from './attachment-store';

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Of a store that is not Amazon's. */
  readonly endpoint?: string | undefined;
  /** Absent: as the machine is known to the store. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Files in a bucket of Amazon's S3 or of a store that speaks like it. */
export function createS3Store({ bucket, region, endpoint, credentials }: S3Settings): AttachmentStore {
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = ({ shopId, id }: AttachmentKey) => ({ Bucket: bucket, Key: `${shopId}/${id}` });
  return {
    put: async (key, bytes) => {
      await client.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentType: 'application/octet-stream' }));
    },
    get: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(key)));
        return Body && Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    remove: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
    list: () => objectsIn(client, bucket),
  };
}

async function* objectsIn(client: S3Client, bucket: string): AsyncIterable<StoredFile> {
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket }))
    for (const { Key: key = '', LastModified: storedAt } of page.Contents ?? []) {
      const [shopId = '', id = ''] = key.split('/');
      if (storedAt && isId(shopId) && isId(id)) yield { shopId, id, storedAt };
    }
}
