import { z } from 'zod';
import { accountNotFound, AppError } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import { idInput, storable } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import { storeHeartbeat } from '../store/heartbeats';

export const heartbeatInput = z.strictObject({
  shopId: idInput,
  device: z.string().max(50, 'at most 50 characters').refine(storable, 'text without NUL or broken characters').nullish(),
});

/** RTE-60: the workbench of the calling agent is there. */
export async function commandHeartbeat(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { shopId, input, caller }: Command<z.infer<typeof heartbeatInput>>,
): Promise<{ readonly agent: { readonly id: string } }> {
  if (caller.account === null) {
    const expected = 'the token of an agent';
    throw new AppError('BAD_USER_INPUT', 'You call without an account of your own.', { field: 'shopId', expected });
  }
  const isKnown = await storeHeartbeat(db, shopId, caller.account, input.device ?? null, clock.now());
  if (!isKnown) throw accountNotFound('shopId', { retryable: true });
  return { agent: { id: caller.account } };
}
