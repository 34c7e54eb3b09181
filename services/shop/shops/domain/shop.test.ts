import { presets } from '#libs/contracts/index';
import { overridePolicy, policyOf, usePreset, type Shop } from './shop';

const shop: Shop = {
  id: 's',
  version: 1,
  name: 'S',
  timeZone: 'Asia/Shanghai',
  preset: 'KUAISHOU',
  overrides: {},
  policyVersion: 1,
  ownerId: 'o',
  holidayMode: null,
  tiers: null,
  trials: null,
};

describe('policy', () => {
  it('an override raises both versions', () => {
    const next = overridePolicy(shop, { agentEndHoldMinutes: 0 });
    expect([next.version, next.policyVersion, policyOf(next).agentEndHoldMinutes]).toEqual([2, 2, 0]);
  });

  it('an override with the value in force changes nothing', () => {
    expect(overridePolicy(shop, { agentEndHoldMinutes: 20 })).toBe(shop);
  });

  it('RTE-2 another preset drops the overrides', () => {
    const next = usePreset(overridePolicy(shop, { agentEndHoldMinutes: 5 }), 'TAOBAO');
    expect([policyOf(next).agentEndHoldMinutes, policyOf(next).routingMode, next.policyVersion]).toEqual([0, 'GROUP', 3]);
  });
});

it('an override wins, null included, and nothing else moves', () => {
  const overrides = { agentEndHoldMinutes: 0, idleCloseAfterAgentMinutes: null };
  expect(policyOf({ preset: 'KUAISHOU', overrides })).toEqual({ ...presets.KUAISHOU, ...overrides });
});
