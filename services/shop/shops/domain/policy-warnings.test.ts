import { notInForce } from '#libs/contracts/index';
import { policyWarnings, presetWarnings } from './policy-warnings';
import { presets } from '#libs/contracts/index';

const fields = (warnings: readonly { readonly field: string }[]) => warnings.map(({ field }) => field);

it('each setting that nothing follows yet is warned of when it is named', () => {
  expect(notInForce).toHaveLength(4);
  expect(fields(policyWarnings(presets.TAOBAO))).toEqual(notInForce.map((setting) => `policy.${setting}`));
});

it('a setting that is followed is not', () => {
  expect(policyWarnings({ queueEnabled: false, agentEndHoldMinutes: 5 })).toEqual([]);
});

it('a preset warns of what it sets apart', () => {
  expect(presetWarnings('KUAISHOU').map(({ code, message }) => [code, message.split(' ')[0]])).toEqual([
    ['NOT_IN_FORCE', 'returningWithBot'],
  ]);
});
