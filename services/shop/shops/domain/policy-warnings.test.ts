import { notInForce } from '#libs/contracts/index';
import { policyWarnings, presetWarnings, returningVoid } from './policy-warnings';
import { presets } from '#libs/contracts/index';

const fields = (warnings: readonly { readonly field: string }[]) => warnings.map(({ field }) => field);

it('each setting that nothing follows yet is warned of when it is named', () => {
  expect(notInForce).toHaveLength(1);
  expect(fields(policyWarnings(presets.TAOBAO))).toEqual(notInForce.map((setting) => `policy.${setting}`));
});

it('a setting that is followed is not', () => {
  expect(policyWarnings({ queueEnabled: false, agentEndHoldMinutes: 5 })).toEqual([]);
});

it('a preset warns of what it sets apart', () => {
  expect(presetWarnings('WECHAT_SHOP').map(({ code, message }) => [code, message.split(' ')[0]])).toEqual([
    ['NOT_IN_FORCE', 'outboundQuota'],
  ]);
});

it('RTE-15, RES-4 a bot that speaks first makes the returning logic void, unless their priority is on', () => {
  const kuaishou = { ...presets.KUAISHOU, botFirst: true };
  expect(fields(returningVoid(kuaishou))).toEqual(['policy.returningWithBot']);
  expect(returningVoid({ ...kuaishou, returningPriority: true })).toEqual([]);
  expect(returningVoid({ ...kuaishou, returningWithBot: 'AFTER_TRANSFER' })).toEqual([]);
  expect(returningVoid(presets.KUAISHOU)).toEqual([]);
});
