import { notInForce, policyDefaults, type ShopPolicy } from '#libs/contracts/index';
import { presets, type Preset } from '#libs/contracts/index';

/** Advice about a setting that is stored although nothing follows it yet. */
export interface PolicyWarning {
  readonly code: 'NOT_IN_FORCE';
  readonly message: string;
  readonly field: string;
}

const warning = (setting: string, field: string): PolicyWarning => ({
  code: 'NOT_IN_FORCE',
  message: `${setting} is stored, but nothing follows it yet.`,
  field,
});

/** A warning for each setting that a command names and nothing follows yet. */
export const policyWarnings = (named: Partial<ShopPolicy>): PolicyWarning[] =>
  notInForce.filter((setting) => setting in named).map((setting) => warning(setting, `policy.${setting}`));

/** A warning for each setting in which a platform differs from the others and that nothing follows yet. */
export const presetWarnings = (preset: Preset): PolicyWarning[] =>
  notInForce
    .filter((setting) => JSON.stringify(presets[preset][setting]) !== JSON.stringify(policyDefaults[setting]))
    .map((setting) => warning(setting, 'preset'));
