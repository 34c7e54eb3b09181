import type { AlertKind } from '../../alerts/domain/shop-alert';

/** Where a shop wants its alerts sent. */
export interface ShopWebhook {
  readonly shopId: string;
  readonly webhookId: string;
  readonly url: string;
  /** Which alerts; null: all. */
  readonly kinds: readonly AlertKind[] | null;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  /** Until when deliveries are signed with the secret before the last rotation too. */
  readonly previousUntil: Date | null;
}

/** What its deliveries are signed with. */
export interface WebhookSecrets {
  readonly secret: string;
  readonly previousSecret: string | null;
}

export interface WebhookChange {
  readonly url?: string | undefined;
  readonly kinds?: readonly AlertKind[] | null | undefined;
  readonly enabled?: boolean | undefined;
}

/** The webhook with what is named changed (RES-84). */
export const changedWebhook = (webhook: ShopWebhook, { url, kinds, enabled }: WebhookChange): ShopWebhook => ({
  ...webhook,
  url: url ?? webhook.url,
  kinds: kinds === undefined ? webhook.kinds : kinds,
  enabled: enabled ?? webhook.enabled,
});

/** What an audit line shows: of the address only whose it is, since the rest may be a secret. */
export const shownWebhook = (webhook: ShopWebhook): object => ({ ...webhook, host: new URL(webhook.url).host });

export const wantsAlert = ({ kinds, enabled }: Pick<ShopWebhook, 'kinds' | 'enabled'>, kind: AlertKind): boolean =>
  enabled && (kinds === null || kinds.includes(kind));
