import type { SessionFacts } from '../../queue/domain/waiting-entry';
import { decideRoute } from './decide-route';
import { exampleCandidate as candidate, exampleNow, exampleRequest, exampleView, full } from './example-view';
import { promptOf } from './priority-prompt';
import type { DecidingSettings } from './route-view';

const crowd = (crowdId: string, kind: string) => ({ crowdId, kind, joinedAt: '2026-02-01T00:00:00Z' });
const custom = crowd('vip', 'CUSTOM');
const member = crowd('members', 'MEMBER');

function prompt(facts: Partial<SessionFacts>, settings: Partial<DecidingSettings> = {}) {
  const view = exampleView([candidate('A', full)], settings, { crowds: ['vip', 'members'] });
  const request = { ...exampleRequest, facts: { ...exampleRequest.facts, entryPoint: 'PRODUCT_PAGE', crowds: [custom], ...facts } };
  return promptOf(
    view,
    request,
    decideRoute(view, request, () => 0),
  );
}

const known = { lastHuman: { agentId: 'A', at: new Date(exampleNow.getTime() - 3_600_000).toISOString() } };

it.each([
  ['a member', [member], 'MEMBER'],
  ['of a custom crowd', [custom], 'PRIORITY'],
  ['of both', [custom, member], 'MEMBER'],
])('RTE-47 %s', (_who, crowds, title) => {
  expect(prompt({ crowds })).toMatchObject({ title });
});

it('RTE-47 a member crowd that was not chosen gives no title', () => {
  expect(prompt({ crowds: [custom, crowd('others', 'MEMBER')] })).toMatchObject({ title: 'PRIORITY' });
});

it.each([
  ['queue on', {}, 'QUEUE'],
  ['queue and bot on', { botFirst: true }, 'QUEUE'],
  ['queue off, bot on', { queueEnabled: false, botFirst: true }, 'BOT'],
  ['both off', { queueEnabled: false }, 'NOTHING'],
] as const)('RTE-48 %s', (_modes, settings, skipped) => {
  expect(prompt({}, settings)).toMatchObject({ skipped });
});

it.each([
  ['PRODUCT_PAGE', true],
  ['ORDER_PAGE', true],
  ['SHOP_HOME', true],
  ['MESSAGE_BOX', false],
  [null, false],
])('RTE-49 entry %s', (entryPoint, isShown) => {
  expect(prompt({ entryPoint }) !== null).toBe(isShown);
});

it('RTE-51, RES-43 queue off: none with the agent it knows; queue on: shown whoever it is', () => {
  expect(prompt(known, { queueEnabled: false })).toBeNull();
  expect(prompt(known)).toMatchObject({ skipped: 'QUEUE' });
});

it('RTE-47 nobody else is told anything', () => {
  expect(prompt({ crowds: [] })).toBeNull();
});
