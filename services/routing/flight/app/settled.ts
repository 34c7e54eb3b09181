import { awaitCopy } from '#libs/platform/database/await-copy';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import type { Engine } from './engine';
import type { ShopCommand } from './input';

/** Whether another service's news may be missing of what the command names. */
export const isNewsMissing = ({ code }: Refusal): boolean => code === 'SHOP_NOT_FOUND' || code === 'ACCOUNT_NOT_FOUND';

/** Flies a command; one that is refused for want of news that may be on its way is tried again for 2 s. */
export async function settled<A extends object>(
  engine: Engine,
  command: ShopCommand<A>,
  isEarly: (refusal: Refusal) => boolean = isNewsMissing,
): Promise<A | Refusal> {
  const answer = await awaitCopy(async () => {
    const early = await engine.command<A>(command);
    return isRefusal(early) && isEarly(early) ? undefined : early;
  });
  return answer ?? engine.command<A>(command);
}
