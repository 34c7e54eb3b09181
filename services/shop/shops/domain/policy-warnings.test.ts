import { policyWarnings, presetWarnings, returningVoid } from './policy-warnings';
import { presetNames, presets } from '#libs/contracts/index';

const fields = (warnings: readonly { readonly field: string }[]) => warnings.map(({ field }) => field);

it('a setting that is followed is not', () => {
  expect(policyWarnings({ queueEnabled: false, agentEndHoldMinutes: 5 })).toEqual([]);
});

it('no preset sets what nothing follows', () => {
  expect(presetNames.flatMap((preset) => presetWarnings(preset).filter(({ code }) => code === 'NOT_IN_FORCE'))).toEqual([]);
});

it('RTE-15, RES-4 a bot that speaks first makes the returning logic void, unless their priority is on', () => {
  const kuaishou = { ...presets.KUAISHOU, botFirst: true };
  expect(fields(returningVoid(kuaishou))).toEqual(['policy.returningWithBot']);
  expect(returningVoid({ ...kuaishou, returningPriority: true })).toEqual([]);
  expect(returningVoid({ ...kuaishou, returningWithBot: 'AFTER_TRANSFER' })).toEqual([]);
  expect(returningVoid(presets.KUAISHOU)).toEqual([]);
});
