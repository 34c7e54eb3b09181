import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inKnownShop } from '../../copies/app/in-known-shop';
import type { Deps } from '../../deps';
import { consented } from '../domain/consented';
import type { Medium } from '../domain/medium';
import { insertConsent, latestConsents, lockCustomers, saveMedia } from '../store/consents';

export interface ConsentInput extends CommandInput {
  readonly buyerId: string;
  readonly medium: Medium;
  readonly granted: boolean;
  readonly at: Date;
}

const aheadMs = 5 * 60_000;

/** Keeps a customer's word on marketing. Under the customer's lock it is before or behind anything that is sent: none is sent after a refusal (CARE-10). */
export const recordConsent = (deps: Deps, command: Command<ConsentInput>): Promise<{ readonly media: readonly Medium[] }> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const { buyerId, medium, granted, at } = command.input;
    if (at.getTime() > now.getTime() + aheadMs)
      throw new AppError('BAD_USER_INPUT', 'at lies in the future.', { field: 'at', expected: 'an instant at most 5 minutes from now' });
    await lockCustomers(tx, [{ shopId, buyerId }]);
    insertConsent(tx, {
      ...{ id: deps.newId(), shopId, buyerId, medium, state: granted ? 'GRANTED' : 'WITHDRAWN', at },
      ...{ recordedAt: now, recordedBy: command.caller.account },
    });
    const media = consented(await latestConsents(tx, buyerId));
    saveMedia(tx, shopId, buyerId, media);
    return { media };
  });
