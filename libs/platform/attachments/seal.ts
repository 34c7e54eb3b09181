import { createHmac, timingSafeEqual } from 'node:crypto';

/* Gateway and session share secrets: what one has sealed the other believes. A seal for one purpose is none for another. */

export type SealPurpose = 'upload' | 'link';

export const seal = (purpose: SealPurpose, secret: string, text: string): string =>
  createHmac('sha256', secret).update(`attachment ${purpose}\n${text}`).digest('base64url');

/** Whether one of the secrets has made the seal. */
export const isSealed = (purpose: SealPurpose, secrets: readonly string[], text: string, given: string): boolean =>
  secrets.some((secret) => {
    const [expected, found] = [Buffer.from(seal(purpose, secret, text)), Buffer.from(given)];
    return expected.length === found.length && timingSafeEqual(expected, found);
  });
