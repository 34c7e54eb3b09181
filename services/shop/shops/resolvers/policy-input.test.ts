import { isInputObjectType, isObjectType } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { policyNames, policySettings } from '#libs/contracts/index';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';
import { presets } from '#libs/contracts/index';
import { policyInput } from './policy-input';

const schema = buildSubgraphSchema(readSubgraphSchema('shop'));

it.each(['ShopPolicy', 'ShopPolicyInput'])('%s has exactly the settings of the list, with their values', (name) => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`${name} is no type with fields`);
  const fields = type.getFields();
  expect(Object.keys(fields).sort()).toEqual([...policyNames].sort());
  for (const setting of policyNames) {
    const { schema: of } = policySettings[setting];
    const values = schema.getType(String(fields[setting]?.type).replace('!', ''))?.astNode;
    if ('known' in of) expect(values?.kind === 'EnumTypeDefinition' && values.values?.map((value) => value.name.value)).toEqual(of.known);
  }
});

it('every preset can be said as overrides', () => {
  for (const preset of Object.values(presets)) expect(policyInput.parse(preset)).toEqual(preset);
});

it('RES-84 absent and null are not among the overrides, save null where a setting can be off', () => {
  const nothing = Object.fromEntries(policyNames.map((name) => [name, null]));
  expect(policyInput.parse({})).toEqual({});
  expect(policyInput.parse(nothing)).toEqual({
    defaultMaxCapacity: null,
    idleCloseAfterAgentMinutes: null,
    idleCloseAfterBuyerMinutes: null,
    outboundQuota: null,
    quickReplySeconds: null,
    closingHintMinutes: null,
    slowReplySeconds: null,
    dailyReminderMinute: null,
    staleAfterMinutes: null,
  });
});

it.each([
  ['returningWindowHours', [0, 8_760], [-1, 8_761, 1.5, '5']],
  ['defaultMaxCapacity', [1, 500], [0, 501]],
  ['agentEndHoldMinutes', [0, 360], [-1, 361]],
  ['idleCloseAfterAgentMinutes', [5, 10_080], [4, 10_081]],
  ['quickReplySeconds', [1, 3_600], [0, 3_601]],
  ['dailyReminderMinute', [0, 1_439], [-1, 1_440]],
  ['outboundQuota', [{ messages: 1_000, hours: 8_760 }], [{ messages: 0, hours: 1 }, { messages: 1, hours: 8_761 }, { messages: 1 }]],
])('%s takes %j and refuses %j', (setting, right, wrong) => {
  for (const value of right) expect(policyInput.safeParse({ [setting]: value }).success).toBe(true);
  for (const value of wrong) expect(policyInput.safeParse({ [setting]: value }).success).toBe(false);
});
