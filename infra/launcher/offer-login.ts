import { createHash, randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { localLoginFiles, type localAccounts, type localCode } from '#gateway/browser/local-login';
import type { DemoShop } from './run-file';

const linkMs = 10 * 60_000;

/** Lets the gateway log in the demo accounts, and the owner once by the code that this answers with. Only its hash is written down. */
export function offerLogin(folder: string, { shopId, accounts }: DemoShop, now: number): string {
  const code = randomBytes(24).toString('base64url');
  const offered: z.infer<typeof localAccounts> = { shopId, accounts };
  const once: z.infer<typeof localCode> = {
    sha256: createHash('sha256').update(code).digest('hex'),
    account: 'owner',
    until: now + linkMs,
  };
  write(join(folder, localLoginFiles.accounts), offered);
  write(join(folder, localLoginFiles.code), once);
  return code;
}

function write(file: string, value: object): void {
  writeFileSync(`${file}.temporary`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${file}.temporary`, file);
}
