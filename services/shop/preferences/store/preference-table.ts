import { flag, table, text, uuid } from '#libs/platform/database/table';
import type { Preferences } from '../domain/preferences';

export const preferenceTable = table('account_preference', {
  accountId: uuid().key(),
  shopId: uuid().fixed(),
  language: text<Preferences['language']>(),
  sounds: flag(),
  sendKey: text<Preferences['sendKey']>(),
  notify: flag().added('NewMessageNotices1795830400000'),
});
