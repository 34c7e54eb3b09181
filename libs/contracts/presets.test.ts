import type { ShopPolicy } from './policy';
import { presetNames, presets } from './presets';

type Row<K extends keyof ShopPolicy = keyof ShopPolicy> = readonly [setting: K, ...cells: readonly ShopPolicy[K][]];

/** The table of presets, cell by cell: KUAISHOU, TAOBAO, DOUYIN, TIKTOK_SHOP, WECHAT_SHOP. */
const table: readonly Row[] = [
  ['routingMode', 'BASIC', 'GROUP', 'BASIC', 'BASIC', 'BASIC'],
  ['assignStrategy', 'EVEN', 'WEIGHTED', 'LOWEST_SATURATION', 'EVEN', 'EVEN'],
  ['availabilityTest', 'ANY_ONLINE', 'ONLINE_NOT_SUSPENDED', 'ONLINE_NOT_SUSPENDED', 'ANY_ONLINE', 'ANY_ONLINE'],
  ['unavailableHandling', 'QUEUE', 'SERVICE_ASSISTANT', 'MESSAGE_POOL', 'QUEUE', 'MESSAGE_POOL'],
  ['offlineRouting', false, false, false, false, false],
  ['queueEnabled', true, false, true, true, true],
  ['botFirst', false, false, false, false, false],
  ['returningWindowHours', 72, 72, 72, 72, 72],
  ['returningBypassesCapacity', true, true, true, false, false],
  ['returningBypassesSuspendHours', 0, 24, 0, 0, 0],
  ['returningFallback', 'RANDOM', 'EVEN', 'EVEN', 'EVEN', 'EVEN'],
  ['returningWithBot', 'DISABLED', 'SKIP_BOT', 'AFTER_TRANSFER', 'AFTER_TRANSFER', 'AFTER_TRANSFER'],
  ['newCustomerPriority', false, false, false, false, false],
  ['newCustomerMaxPurchases', 1, 1, 1, 1, 1],
  ['exclusiveAgentPriority', true, true, true, true, true],
  ['returningPriority', false, false, false, false, false],
  ['priorityCrowds', false, true, false, false, false],
  ['defaultMaxCapacity', null, 200, 200, 200, 200],
  ['agentEndHoldMinutes', 20, 0, 0, 0, 0],
  ['idleCloseAfterAgentMinutes', 20, null, null, 10_080, 2_880],
  ['idleCloseAfterBuyerMinutes', 360, null, null, 10_080, 2_880],
  ['faqOnlySessions', ...presetNames.map(() => 'COUNT_AS_RESPONDED' as const)],
  ['outboundQuota', null, null, null, null, { messages: 5, hours: 48 }],
  ['quickReplySeconds', 180, 180, 180, null, null],
  ['requireEmptyToGoOffline', false, false, false, false, false],
  ['buyerLanguage', 'ZH_CN', 'ZH_CN', 'ZH_CN', 'EN', 'ZH_CN'],
  ['orderValidityDays', ...presetNames.map(() => 30)],
  ['afterSalesPeriodDays', ...presetNames.map(() => 3)],
  ['messageRecallMinutes', ...presetNames.map(() => 2)],
  ['outboundTexts', ...presetNames.map(() => false)],
  ['courtesyReopens', ...presetNames.map(() => true)],
  ['closingHintMinutes', ...presetNames.map(() => 10)],
  ['slowReplySeconds', ...presetNames.map(() => 100)],
  ['dailyReminderMinute', ...presetNames.map(() => 540)],
  ['staleAfterMinutes', ...presetNames.map(() => null)],
];

describe('RES-46 the preset of each platform', () => {
  it.each(table.map(([setting, ...cells]) => ({ setting, cells })))('$setting', ({ setting, cells }) => {
    expect(presetNames.map((preset) => presets[preset][setting])).toEqual(cells);
  });

  it('have no setting that the table does not name', () => {
    for (const preset of presetNames) expect(Object.keys(presets[preset]).sort()).toEqual(table.map(([setting]) => setting).sort());
  });
});
