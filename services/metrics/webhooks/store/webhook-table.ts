import { flag, instant, table, text, texts, uuid } from '#libs/platform/database/table';
import type { AlertKind } from '../../alerts/domain/shop-alert';

export const webhookTable = table('webhook', {
  shopId: uuid().key(),
  webhookId: uuid().key(),
  url: text(),
  kinds: texts<AlertKind>().null(),
  enabled: flag(),
  createdAt: instant().fixed(),
  createdBy: uuid().null().fixed(),
  secret: text(),
  previousSecret: text().null(),
  previousUntil: instant().null(),
});
