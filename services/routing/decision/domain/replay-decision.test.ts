import { presetNames, presets } from '#libs/contracts/index';
import fc from 'fast-check';
import type { SessionFacts } from '../../queue/domain/waiting-entry';
import type { Candidate } from './candidate';
import { decideRoute } from './decide-route';
import { recordDecision } from './decision-record';
import { exampleCandidate, exampleNow, exampleRequest, exampleView } from './example-view';
import { isByHand, replayDecision } from './replay-decision';

const ids = ['A', 'B', 'C', 'D'] as const;
const agent = fc.constantFrom(...ids);
const ago = fc.integer({ min: 0, max: 100 * 3_600_000 }).map((ms) => new Date(exampleNow.getTime() - ms).toISOString());

const candidate = (id: string): fc.Arbitrary<Candidate> =>
  fc
    .record({
      presence: fc.constantFrom('ONLINE', 'ONLINE', 'REST', 'SUSPENDED', 'OFFLINE'),
      load: fc.nat({ max: 3 }),
      maxCapacity: fc.constantFrom(null, 1, 2, 3),
      assignedToday: fc.nat({ max: 5 }),
      lastNo: fc.nat({ max: 9 }),
      currentWeight: fc.integer({ min: -5, max: 5 }),
      weight: fc.constantFrom(null, null, 4),
      noRouting: fc.constantFrom(false, false, false, true),
      unfit: fc.constantFrom(null, null, 'OTHER_GROUP' as const),
      listed: fc.boolean(),
    })
    .map(({ noRouting, ...rest }) => exampleCandidate(id, { ...rest, account: { noRouting } }));

const facts: fc.Arbitrary<Partial<SessionFacts>> = fc.record(
  {
    lastHuman: fc.record({ agentId: agent, at: ago }),
    viaBot: fc.boolean(),
    goneAgentId: agent,
    crowds: fc.constant([{ crowdId: 'vip', kind: 'CUSTOM', joinedAt: '2026-02-01T00:00:00.000Z' }]),
    exclusiveAgentId: agent,
    purchases: fc.record({ recent: fc.array(ago, { maxLength: 3 }), firstPaidAt: ago }),
  },
  { requiredKeys: [] },
);

it('INV-4 whatever a decision saw, deciding on its record gives the same', () => {
  const settings = fc
    .record({
      preset: fc.constantFrom(...presetNames),
      queueEnabled: fc.boolean(),
      offlineRouting: fc.boolean(),
      returningPriority: fc.boolean(),
    })
    .map(({ preset, ...rest }) => ({ ...presets[preset], ...rest }));
  const view = fc
    .record({
      settings,
      candidates: fc.tuple(...ids.map(candidate)),
      crowds: fc.constantFrom([], ['vip']),
      grouped: fc.boolean(),
      lent: fc.boolean(),
    })
    .map(({ settings: chosen, candidates, ...rest }) => exampleView(candidates, chosen, rest));
  const drawn = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(view, facts, drawn, fc.constantFrom('ALL', 'UNPAID', 'CROWD:vip'), (seen, brought, number, pool) => {
      const request = { ...exampleRequest, pool, facts: { ...exampleRequest.facts, ...brought } };
      const decision = decideRoute(seen, request, () => number);
      const kept = {
        ...recordDecision(seen, request, decision, 12),
        ...{ id: 'd', sessionId: 's', outcome: '', agentId: decision.outcome === 'assigned' ? decision.agentId : null },
        ...{ cause: decision.cause, rule: decision.rule },
      };
      const accountOf = (agentNo: number) => String.fromCharCode(agentNo);
      expect(replayDecision(kept, accountOf)).toBeNull();
      expect(replayDecision({ ...kept, rule: 'another' }, accountOf)).toMatchObject({ decisionId: 'd', sessionId: 's' });
    }),
    { numRuns: 1_000 },
  );
});

it('RTE-26 what was done by hand follows from no inputs', () => {
  expect([isByHand({ cause: 'MANUAL' }), isByHand({ cause: 'EVEN' })]).toEqual([true, false]);
});
