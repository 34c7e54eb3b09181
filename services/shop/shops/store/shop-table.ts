import type { ShopPolicy } from '#libs/contracts/index';
import { instant, integer, json, table, text, texts, uuid } from '#libs/platform/database/table';
import type { MonthTier } from '../../entitlements/domain/tier';
import type { Trial } from '../../entitlements/domain/trial';
import type { HolidayMode } from '../../holiday/domain/holiday-mode';
import type { Preset } from '#libs/contracts/index';

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
  holidayMode: json<HolidayMode>().added('ShopHoliday1766000300000'),
  tiers: json<readonly MonthTier[]>().added('ShopEntitlements1766000400000'),
  trials: texts<Trial>().added('ShopEntitlements1766000400000'),
});
