import { notInForce, policyDefaults, type ShopPolicy } from '#libs/contracts/index';
import { presets, type Preset } from '#libs/contracts/index';

/** Advice about settings: one that nothing follows yet, or one that undoes another. */
export interface PolicyWarning {
  readonly code: 'NOT_IN_FORCE' | 'RETURNING_VOID';
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

/** RTE-15: a bot that speaks first makes the last human contact void, which makes buyers who come back wait longer; returning buyers' priority lifts that (RES-4). */
export const returningVoid = ({ botFirst, returningWithBot, returningPriority }: ShopPolicy): PolicyWarning[] =>
  botFirst && returningWithBot === 'DISABLED' && !returningPriority
    ? [
        {
          code: 'RETURNING_VOID',
          message: 'With the bot first, returning buyers are given to anybody after it, which is slower for them.',
          field: 'policy.returningWithBot',
        },
      ]
    : [];
