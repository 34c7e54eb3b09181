import { audit } from '#libs/platform/audit/audit';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { inShop } from '../../settings/app/in-shop';
import { detachWebhook } from '../../saved-reports/store/saved-reports';
import { newWebhookSecret } from './sign-delivery';
import { changedWebhook, shownWebhook, type ShopWebhook, type WebhookChange } from '../domain/webhook';
import { forgetDeliveries, giveUpDeliveries } from '../store/deliveries';
import { deleteWebhook, insertWebhook, saveSecret, saveWebhook, signingWebhooks, webhooksOf } from '../store/webhooks';

type WebhookDeps = Pick<Deps, 'db' | 'clock' | 'newId'>;

/** A webhook, and its secret where this command has just made it. */
export interface MadeWebhook {
  readonly webhook: ShopWebhook;
  readonly secret: string | null;
}

export interface SaveWebhookInput extends CommandInput {
  readonly webhookId?: string | undefined;
  readonly change: WebhookChange;
}

const mostWebhooks = 10;
const usualOverlapMinutes = 1_440;

/** Registers a webhook, or changes one. The secret of a new one leaves with the answer: neither it nor a command's kept result can be read again. */
export async function changeWebhook(deps: WebhookDeps, command: Command<SaveWebhookInput>): Promise<MadeWebhook> {
  let secret: string | null = null;
  const { shopId, caller, input } = command;
  const webhook = await inShop(deps, command, async (tx) => {
    const now = deps.clock.now();
    const known = await webhooksOf(tx, [shopId]);
    const before = input.webhookId === undefined ? null : webhookIn(known, input.webhookId);
    if (!before) {
      checkNew(known, input.change);
      secret = newWebhookSecret();
    }
    const blank = { shopId, webhookId: deps.newId(), url: '', kinds: null, enabled: true };
    const after = changedWebhook(before ?? { ...blank, createdAt: now, createdBy: caller.account, previousUntil: null }, input.change);
    if (secret === null) saveWebhook(tx, after);
    else insertWebhook(tx, after, secret);
    if (before?.enabled && !after.enabled) giveUpDeliveries(tx, shopId, after.webhookId, new Date(), 'The webhook was switched off.');
    const on = { kind: 'WEBHOOK', id: after.webhookId } as const;
    audit(tx, command, { at: now, on, before: before && shownWebhook(before), after: shownWebhook(after) });
    return after;
  });
  return { webhook, secret };
}

interface OneWebhook extends CommandInput {
  readonly webhookId: string;
}

/** Gives a webhook another secret. For a while deliveries are signed with the one before too, so that the receiver can be changed in between. */
export async function rotateSecret(
  deps: WebhookDeps,
  command: Command<OneWebhook & { readonly keepOldMinutes?: number | undefined }>,
): Promise<MadeWebhook> {
  let secret: string | null = null;
  const { shopId, input } = command;
  const webhook = await inShop(deps, command, async (tx) => {
    const before = await webhookOf(tx, command);
    const [old] = await signingWebhooks(tx, [before.webhookId], new Date());
    secret = newWebhookSecret();
    const previousUntil = new Date(Date.now() + (input.keepOldMinutes ?? usualOverlapMinutes) * 60_000);
    const after = { ...before, previousUntil };
    saveSecret(tx, after, { secret, previousSecret: old?.secret ?? null });
    const on = { kind: 'WEBHOOK', id: after.webhookId } as const;
    audit(tx, command, { at: deps.clock.now(), on, before: shownWebhook(before), after: shownWebhook(after) });
    return after;
  });
  return { webhook: { ...webhook, shopId }, secret };
}

/** Ends a webhook, with all that was delivered to it or should have been. */
export const removeWebhook = (deps: WebhookDeps, command: Command<OneWebhook>): Promise<string> =>
  inShop(deps, command, async (tx) => {
    const before = await webhookOf(tx, command);
    deleteWebhook(tx, command.shopId, before.webhookId);
    forgetDeliveries(tx, command.shopId, before.webhookId);
    detachWebhook(tx, command.shopId, before.webhookId);
    const on = { kind: 'WEBHOOK', id: before.webhookId } as const;
    audit(tx, command, { at: deps.clock.now(), on, before: shownWebhook(before), after: null });
    return before.webhookId;
  });

const webhookOf = async (tx: Tx, { shopId, input }: Command<OneWebhook>): Promise<ShopWebhook> =>
  webhookIn(await webhooksOf(tx, [shopId]), input.webhookId);

function webhookIn(known: readonly ShopWebhook[], webhookId: string): ShopWebhook {
  const found = known.find((webhook) => webhook.webhookId === webhookId);
  if (found) return found;
  throw new AppError('WEBHOOK_NOT_FOUND', 'No such webhook in this shop.', {
    field: 'webhookId',
    expected: 'the id of a webhook of this shop',
  });
}

function checkNew(known: readonly ShopWebhook[], { url }: WebhookChange): void {
  if (url === undefined)
    throw new AppError('BAD_USER_INPUT', 'A new webhook needs an address.', { field: 'url', expected: 'where alerts are sent' });
  if (known.length >= mostWebhooks)
    throw new AppError('WEBHOOKS_LIMIT', 'The shop has as many webhooks as it can have.', {
      field: 'webhookId',
      expected: `at most ${mostWebhooks} webhooks: remove one first`,
    });
}
