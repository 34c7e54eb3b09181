import { z } from 'zod';
import { policyNames, policySettings, type PolicyName, type ShopPolicy } from '#libs/contracts/index';
import { orUndefined } from '#libs/platform/graphql/optional-input';

/** Settings to override, derived from the list of settings. Absent and, where a setting cannot be off, null mean "unchanged" (RES-84). */
export const policyInput = z
  .object(Object.fromEntries(policyNames.map((name) => [name, settingInput(name)])))
  .transform((policy) => Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined)) as Partial<ShopPolicy>);

function settingInput(name: PolicyName): z.ZodType {
  const { schema, range } = policySettings[name];
  if ('known' in schema) return orUndefined(z.enum(schema.known));
  if (schema.type === 'boolean') return orUndefined(z.boolean());
  const value = isRange(range) ? numberIn(range) : z.object(numbersIn(range ?? {}));
  return schema.type === 'integer' ? orUndefined(value) : value.nullable().optional();
}

type Ranges = (typeof policySettings)[PolicyName]['range'];
type Range = Extract<Ranges, { readonly from: number }>;

function isRange(range: Ranges): range is Range {
  return range !== undefined && typeof range['from'] === 'number';
}

function numbersIn(ranges: Exclude<Ranges, Range | undefined>) {
  return Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, numberIn(range)]));
}

function numberIn({ from, to }: { readonly from: number; readonly to: number }) {
  const expected = `a whole number from ${from} to ${to}`;
  return z.number(expected).int(expected).min(from, expected).max(to, expected);
}
