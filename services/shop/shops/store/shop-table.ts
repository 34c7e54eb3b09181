import type { ShopPolicy } from '#libs/contracts/index';
import { instant, integer, json, table, text, uuid } from '#libs/platform/database/table';
import type { Preset } from '../domain/presets';

export const shopTable = table('shop', {
  id: uuid().key(),
  version: integer(),
  name: text().fixed(),
  timeZone: text().fixed(),
  preset: text<Preset>(),
  overrides: json<Partial<ShopPolicy>>(),
  policyVersion: integer(),
  ownerId: uuid().fixed(),
  createdAt: instant().fixed(),
});
