import { presets, resolvePolicy } from './presets';

describe('presets of domain.md §0.1', () => {
  it('RES-46 KUAISHOU has offline routing off and queues when nobody is available', () => {
    expect(presets.KUAISHOU).toMatchObject({ offlineRouting: false, unavailableHandling: 'QUEUE', queueEnabled: true });
  });

  it.each([
    ['SES-7', 'KUAISHOU', { agentEndHoldMinutes: 20 }],
    ['SES-8', 'TAOBAO', { agentEndHoldMinutes: 0 }],
    ['SES-12', 'KUAISHOU', { idleCloseAfterAgentMinutes: 20, idleCloseAfterBuyerMinutes: 360 }],
    ['SES-12', 'TIKTOK_SHOP', { idleCloseAfterAgentMinutes: 10_080, idleCloseAfterBuyerMinutes: 10_080 }],
    ['SES-12', 'WECHAT_SHOP', { idleCloseAfterAgentMinutes: 2_880, idleCloseAfterBuyerMinutes: 2_880 }],
    ['RTE-25', 'KUAISHOU', { defaultMaxCapacity: null }],
    ['RTE-25', 'DOUYIN', { defaultMaxCapacity: 200 }],
    ['RTE-6', 'DOUYIN', { assignStrategy: 'LOWEST_SATURATION' }],
    ['RTE-33', 'TAOBAO', { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'SERVICE_ASSISTANT' }],
    ['RTE-36', 'TAOBAO', { queueEnabled: false }],
    ['SES-31', 'WECHAT_SHOP', { outboundQuota: { messages: 5, hours: 48 } }],
  ] as const)('%s %s %j', (_rule, preset, expected) => {
    expect(presets[preset]).toMatchObject(expected);
  });

  it('an override wins, null included, and nothing else moves', () => {
    const policy = resolvePolicy('KUAISHOU', { agentEndHoldMinutes: 0, idleCloseAfterAgentMinutes: null });
    expect(policy).toEqual({ ...presets.KUAISHOU, agentEndHoldMinutes: 0, idleCloseAfterAgentMinutes: null });
  });
});
