import type { Candidate } from '../candidate';
import { decided, exampleCandidate, exampleNow, exampleRequest, exampleView, full } from '../example-view';
import type { RouteRequest } from '../route-request';
import type { DecidingSettings, RouteView } from '../route-view';

const facts = { ...exampleRequest.facts, lastHuman: { agentId: 'A', at: new Date(exampleNow.getTime() - 3_600_000).toISOString() } };
const returning: RouteRequest = { ...exampleRequest, facts };
const member = {
  ...exampleRequest,
  facts: { ...exampleRequest.facts, crowds: [{ crowdId: 'vip', kind: 'CUSTOM', joinedAt: '2026-02-01T00:00:00Z' }] },
};

it.each<[string, Partial<Candidate>, Partial<DecidingSettings>, Partial<RouteView>, string, RouteRequest]>([
  ['RTE-13 who knows the buyer, full', full, {}, {}, 'A RETURNING RTE-11 over', returning],
  [
    'RTE-24 and suspended, by priority',
    { presence: 'SUSPENDED' },
    { returningPriority: true, returningBypassesSuspendHours: 72 },
    {},
    'A RETURNING RTE-24',
    returning,
  ],
  ['RTE-54 for a crowd, full', full, {}, { crowds: ['vip'] }, 'A PRIORITY_CROWD RTE-40 over', member],
  [
    'RTE-30 on the offline list',
    { presence: 'OFFLINE', listed: true },
    { offlineRouting: true },
    {},
    'A OFFLINE_LIST RTE-30 over',
    exampleRequest,
  ],
  ['RTE-34 the main account', { presence: 'OFFLINE' }, { unavailableHandling: 'OWNER' }, {}, 'owner OWNER RTE-34 over', exampleRequest],
  [
    'RTE-34 who stands in',
    { presence: 'OFFLINE' },
    { unavailableHandling: 'PROXY' },
    { proxyId: 'P' },
    'P PROXY RTE-34 over',
    exampleRequest,
  ],
  ['RTE-36 without a queue, full', full, { queueEnabled: false }, {}, 'A NO_QUEUE RTE-36 over', exampleRequest],
])('RES-27 beside who is ONLINE and not at the limit also %s', (_who, state, settings, rest, expected, request) => {
  expect(decided(exampleView([exampleCandidate('A', state)], settings, rest), request)).toBe(expected);
});

it.each([
  ['at rest', { presence: 'REST' }],
  ['suspended', { presence: 'SUSPENDED' }],
  ['full', full],
] as const)('RES-27 and nobody else: %s', (_what, state) => {
  expect(decided(exampleView([exampleCandidate('A', state)]))).toMatch(/^queued/);
});
