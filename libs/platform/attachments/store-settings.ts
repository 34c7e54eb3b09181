import { z } from 'zod';
import type { AttachmentStore } from './attachment-store';
import { createDiskStore } from './disk-store';
import { createS3Store } from './s3-store';

/** Where files lie: in a folder that all processes reach, or in a bucket. */
export const attachmentEnv = z.object({
  JIEDAI_ATTACHMENT_FOLDER: z.string().min(1).optional(),
  JIEDAI_S3_BUCKET: z.string().min(1).optional(),
  JIEDAI_S3_REGION: z.string().min(1).default('us-east-1'),
  JIEDAI_S3_ENDPOINT: z.url().optional(),
  JIEDAI_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  JIEDAI_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
});

export const attachmentSettingNames: readonly string[] = Object.keys(attachmentEnv.shape);

/** The store that the settings name: the bucket, else the folder; undefined where there is none, and nothing can be uploaded. */
export function openAttachmentStore(env: z.infer<typeof attachmentEnv>): AttachmentStore | undefined {
  const { JIEDAI_S3_BUCKET: bucket, JIEDAI_S3_REGION: region, JIEDAI_S3_ENDPOINT: endpoint, JIEDAI_ATTACHMENT_FOLDER: folder } = env;
  const [accessKeyId, secretAccessKey] = [env.JIEDAI_S3_ACCESS_KEY_ID, env.JIEDAI_S3_SECRET_ACCESS_KEY];
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  if (bucket !== undefined) return createS3Store({ bucket, region, endpoint, credentials });
  return folder === undefined ? undefined : createDiskStore(folder);
}
