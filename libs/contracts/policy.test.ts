import { notInForce, policyNames, policySettings, resolvePolicy, type ShopPolicy } from './policy';
import type { UnknownValue } from './one-of';

const defaults = Object.fromEntries(policyNames.map((name) => [name, policySettings[name].byDefault]));

it('a setting that an event does not name has its default, one that it names its value, off (null) included', () => {
  expect(resolvePolicy({})).toEqual(defaults);
  expect(resolvePolicy({ defaultMaxCapacity: null, assignStrategy: 'WEIGHTED', queueEnabled: false })).toEqual({
    ...defaults,
    defaultMaxCapacity: null,
    assignStrategy: 'WEIGHTED',
    queueEnabled: false,
  });
});

it('a value or a setting of a newer shop service changes nothing', () => {
  const told = { assignStrategy: 'BY_SKILL' as UnknownValue, skillsRequired: true };
  expect(resolvePolicy(told)).toEqual(defaults);
});

it('every default is a value of its setting', () => {
  const policy: ShopPolicy = resolvePolicy({});
  expect(policy.routingMode).toBe('BASIC');
  for (const name of policyNames) {
    const { schema, byDefault } = policySettings[name];
    if ('known' in schema) expect(schema.known).toContain(byDefault);
  }
});

it('no setting waits for its feature', () => {
  expect(notInForce).toEqual([]);
});
