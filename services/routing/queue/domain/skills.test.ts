import fc from 'fast-check';
import { readCandidates } from '../../decision/domain/decision-record';
import { explain } from '../../decision/domain/explain';
import { replayDecision } from '../../decision/domain/replay-decision';
import { at, flight, shopWith, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { saveGroup, saveSettings } from '../../rules/domain/save-rules';
import { dropsAll, isQualified, wrongRing, type AgentSkills, type Needs, type SkillRing } from '../../rules/domain/skills';
import { canMove } from './drain';
import { sessionClosed } from './session-closed';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const can = (skills: Readonly<Record<string, number>>, ...languages: string[]): AgentSkills => ({
  skills: Object.entries(skills).map(([name, level]) => ({ name, level })),
  languages,
});
const needs = (skills: Readonly<Record<string, number>>, language: string | null = null): Needs => ({ ...can(skills), language });

/** A level less after 30 s, without skill but in the language after 60 s, anybody after 90 s. */
const rings: readonly SkillRing[] = [
  { afterSeconds: 30, levels: 1, anyLanguage: false },
  { afterSeconds: 60, levels: null, anyLanguage: false },
  { afterSeconds: 90, levels: null, anyLanguage: true },
];

function skilledShop(agents: Readonly<Record<string, ExampleAgent & { readonly can?: AgentSkills }>>, skillRings = rings): ShopState {
  const state = shopWith(agents);
  const agentSkills = Object.entries(agents).flatMap(([agentId, agent]) => (agent.can ? [{ agentId, ...agent.can }] : []));
  flight(state, at('09:00'), (change) => void saveSettings(change, { skillRings, agentSkills }));
  return state;
}

const write = (state: ShopState, time: string, sessionId: string, asked?: Needs, facts: Partial<SessionFacts> = {}) =>
  flight(state, at(time), (change) =>
    sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...facts, ...(asked && { needs: asked }) } }, null),
  );

describe('RTE-57 skills and languages that a session asks for', () => {
  it('bring it to who has them at that level, whoever else is free', () => {
    const shop = skilledShop({ A: {}, B: { can: can({ size: 2 }, 'zh') }, C: { can: can({ size: 4 }, 'zh', 'en') } });
    expect([
      told(write(shop, '10:00', 'b1', needs({ size: 3 }))),
      told(write(shop, '10:00', 'b2', needs({ size: 1 }))),
      told(write(shop, '10:00', 'b3', needs({}, 'en'))),
      told(write(shop, '10:00', 'b4')),
    ]).toEqual([['b1 C'], ['b2 B'], ['b3 C'], ['b4 A']]);
  });

  it('ask less ring by ring, each at its instant and not before', () => {
    const shop = skilledShop({ A: {}, B: { can: can({}, 'en') }, C: { can: can({ size: 2 }, 'en') } });
    const step = (time: string, ms = 0) => told(flight(shop, new Date(at(time).getTime() + ms)));
    expect(told(write(shop, '10:00', 'b1', needs({ size: 3 }, 'en')))).toEqual(['b1 queued']);
    expect([shop.storedWakeAt, step('10:00:30', -1), step('10:00:30')]).toEqual([at('10:00:30'), [], ['b1 C']]);
    write(shop, '10:10', 'b2', needs({ size: 5 }, 'en'));
    expect([step('10:10:30'), shop.storedWakeAt, step('10:11:00', -1), step('10:11:00')]).toEqual([[], at('10:11:00'), [], ['b2 B']]);
    write(shop, '10:20', 'b3', needs({ size: 1 }, 'fr'));
    expect([step('10:21:00'), step('10:21:30', -1), step('10:21:30'), shop.storedWakeAt]).toEqual([[], [], ['b3 A'], null]);
  });

  it('go to whoever of the first ring is free again before the next one', () => {
    const shop = skilledShop({ A: {}, C: { capacity: 1, can: can({ size: 3 }) } });
    write(shop, '10:00', 'b1', needs({ size: 3 }));
    expect(told(write(shop, '10:00', 'b2', needs({ size: 3 })))).toEqual(['b2 queued']);
    expect(told(flight(shop, at('10:00:20'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b2 C']);
  });

  it('do not hold up others, nor are held up by them: each ask is a pool of its own, the longest wait first', () => {
    const shop = skilledShop({ A: { capacity: 1 }, C: { capacity: 1, can: can({ size: 3 }) } });
    write(shop, '10:00', 'b1');
    write(shop, '10:00', 'b2', needs({ size: 3 }));
    write(shop, '10:02:00', 'b3', needs({ size: 3 }));
    write(shop, '10:02:01', 'b4');
    expect(told(flight(shop, at('10:02:10'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b4 A']);
    expect(told(flight(shop, at('10:02:20'), (change) => sessionClosed(change, 'b2', change.now)))).toEqual(['b3 C']);
  });

  it('are passed over while the shop does not route by them, and acted on at once when it does', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    write(shop, '10:00', 'b1', needs({ size: 3 }));
    write(shop, '10:00', 'b2', needs({ size: 3 }));
    flight(shop, at('10:00:05'), (change) => void saveSettings(change, { skillRings: rings }));
    expect(told(flight(shop, at('10:00:10'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual([]);
    expect(told(flight(shop, at('10:00:15'), (change) => void saveSettings(change, { skillRings: null })))).toContain('b2 A');
  });

  it('count for nothing with who knows the buyer, as groups do (RTE-13)', () => {
    const shop = skilledShop({ A: {}, C: { can: can({ size: 3 }) } });
    const lastHuman = { agentId: 'A', at: at('09:30').toISOString() };
    expect(told(write(shop, '10:00', 'b1', needs({ size: 3 }), { lastHuman }))).toEqual(['b1 A']);
  });

  it('are said by a verdict and with the pool, and replay (INV-4)', () => {
    const shop = skilledShop({ A: {}, C: { capacity: 1, can: can({ size: 3 }, 'en') } });
    write(shop, '10:00', 'b1', needs({ size: 3 }));
    const { record, route, pool } = write(shop, '10:00', 'b2', needs({ size: 3 }, 'en')).outcomes[0]!;
    const names = ['A', 'C'];
    expect(readCandidates(record, (no) => names[no]!).map(({ id, verdict }) => [id, verdict])).toEqual([
      ['C', 'AT_CAPACITY'],
      ['A', 'LACKS_SKILL'],
    ]);
    expect([explain({ ...route, pool }, null, 'EN'), explain({ ...route, pool }, null, 'ZH_CN')]).toEqual([
      'Nobody online can take one more now: the buyer waits in the pool of everybody (needs size 3, en).',
      '在线客服暂时都不能再接,进入“全部(需要size 3, en)”排队。',
    ]);
    expect(replayDecision({ ...record, ...route, id: 'd', sessionId: 'b2', agentId: null }, (no) => names[no]!)).toBeNull();
    const served = flight(shop, at('10:01:30')).outcomes[0]!;
    const kept = { ...served.record, ...served.route, id: 'd', sessionId: 'b2', agentId: 'A' };
    expect([told({ outcomes: [served] } as never), replayDecision(kept, (no) => names[no]!)]).toEqual([['b2 A'], null]);
  });

  it('widen beside overflow, whichever comes first', () => {
    const shop = shopWith({ A: { capacity: 1 }, B: {}, C: {} }, { routingMode: 'GROUP' });
    flight(shop, at('09:00'), (change) => {
      saveGroup(change, { groupId: null, newId: 'g2', name: 'g2', members: ['B', 'C'], statuses: [], crowds: [] });
      const overflow = { toGroupId: 'g2', afterSeconds: 45 };
      saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A'], statuses: ['UNPAID'], crowds: [], overflow });
      saveSettings(change, { skillRings: rings, agentSkills: [{ agentId: 'C', ...can({ size: 2 }) }] });
    });
    write(shop, '10:00', 'b1', needs({ size: 3 }), { orderStatus: 'UNPAID' });
    expect([told(flight(shop, at('10:00:30'))), told(flight(shop, at('10:00:45')))]).toEqual([[], ['b1 C']]);
    write(shop, '10:10', 'b2', needs({ size: 5 }), { orderStatus: 'UNPAID' });
    expect([told(flight(shop, at('10:10:45'))), told(flight(shop, at('10:11:00')))]).toEqual([[], ['b2 A']]);
  });
});

it('RTE-57 whoever waits is served in the end, by somebody who can what is asked by then, and nobody waits beside one', () => {
  const skill = fc.record({ name: fc.constantFrom('x', 'y'), level: fc.integer({ min: 1, max: 5 }) });
  const skills = fc.uniqueArray(skill, { selector: ({ name }) => name, maxLength: 2 });
  const agent = fc.record({ skills, languages: fc.subarray(['zh', 'en']) });
  const asked = fc.record({ skills, language: fc.option(fc.constantFrom('zh', 'en', 'fr')) });
  const arrivals = fc.array(fc.record({ seconds: fc.constantFrom(0, 5, 20, 40), asked }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(fc.tuple(agent, agent, agent), arrivals, ([a, b, c], story) => {
      const agents = { A: a, B: b, C: c };
      const shop = skilledShop({ A: { can: a }, B: { can: b }, C: { can: c } });
      let now = at('10:00').getTime();
      const since = new Map<string, { readonly at: number; readonly asked: Needs }>();
      const served = new Set<string>();
      const look = (change: ReturnType<typeof flight>): void => {
        for (const { sessionId, route } of change.outcomes) {
          if (route.outcome !== 'assigned') continue;
          const { at: opened, asked: wanted } = since.get(sessionId)!;
          const ring = rings.filter(({ afterSeconds }) => opened + afterSeconds * 1_000 <= change.now.getTime()).at(-1);
          if (!isQualified(agents[route.agentId as 'A'], wanted, ring)) throw new Error(`${route.agentId} cannot what ${sessionId} asks`);
          served.add(sessionId);
        }
        if (canMove({ state: shop, now: change.now })) throw new Error('Somebody could move');
      };
      story.forEach(({ seconds, asked: wanted }, index) => {
        now += seconds * 1_000;
        since.set(`s${index}`, { at: now, asked: wanted });
        const facts = { ...unknownFacts, needs: wanted };
        look(flight(shop, new Date(now), (each) => sessionStarted(each, { sessionId: `s${index}`, openedAt: each.now, facts }, null)));
      });
      while (shop.storedWakeAt) look(flight(shop, shop.storedWakeAt));
      if (served.size !== story.length) throw new Error(`${story.length - served.size} still wait`);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['levels count', can({ size: 2 }), needs({ size: 3 }), undefined, false],
  ['one less is enough', can({ size: 2 }), needs({ size: 3 }), rings[0], true],
  ['but the skill itself is needed', can({}), needs({ size: 1 }), { ...rings[0]!, levels: 4 }, false],
  ['every skill', can({ size: 5 }), needs({ size: 1, refund: 1 }), undefined, false],
  ['without skill, with the language', can({}, 'zh'), needs({ size: 5 }, 'en'), rings[1], false],
  ['anybody', null, needs({ size: 5 }, 'en'), rings[2], true],
] as const)('RTE-57 %s', (_what, agent, asked, ring, qualified) => {
  expect(isQualified(agent, asked, ring)).toBe(qualified);
});

it('RTE-57 rings come one behind the other and ask no more', () => {
  const ring = (afterSeconds: number, levels: number | null, anyLanguage = false): SkillRing => ({ afterSeconds, levels, anyLanguage });
  expect([wrongRing([]), wrongRing(rings), wrongRing([ring(5, 1), ring(5, 2)]), wrongRing([ring(5, null), ring(9, 1)])]).toEqual([
    -1, -1, 1, 1,
  ]);
  expect([wrongRing([ring(5, 1, true), ring(9, 2)]), dropsAll(rings), dropsAll(rings.slice(0, 2))]).toEqual([1, true, false]);
});
