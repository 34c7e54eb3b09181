import { audit } from '#libs/platform/audit/audit';
import { operatorCommand, type Operator } from '#libs/platform/audit/operator-act';
import type { Database } from '#libs/platform/database/database';
import { rewindStream } from '../healing/recovery-store';
import type { StreamKey } from './relay-store';

/**
 * Makes the running relays publish a shop's stream again from number `from` of its present incarnation on: they notice the cursor's new generation
 * within two comparisons. Consumers drop what they have and take what they lack; the shop's audit gets a line. Answers false when nothing of it was ever published.
 */
export const republish = (db: Database, { stream, shopId }: StreamKey, from: number, by: Operator): Promise<boolean> =>
  db.transaction([shopId], async (tx) => {
    const isKnown = (await rewindStream(tx, { stream, shopId }, from, null)).length > 0;
    const act = { at: by.at, on: { kind: 'STREAM', id: stream }, before: {}, after: { from } } as const;
    if (isKnown) audit(tx, operatorCommand('republish', shopId, by), act);
    return isKnown;
  });
