import { bestOf, scorecard, scoreOf, sumsToOne, type Known, type Weights } from './scorecard';

const weights: Weights = { satisfaction: 0.6, qualityCheck: 0, followUp: 0, survey: 0, volume: 0.4 };

const known = (agentId: string, sessions: number, more: Partial<Known> = {}): Known => ({
  agentId,
  sessions,
  satisfaction: 0.9,
  qualityCheck: null,
  followUp: null,
  survey: null,
  ...more,
});

it('MET-25 quality 0.9 by 0.6 and volume 0.5 by 0.4 are 0.74', () => {
  expect(scoreOf(0.9, 0.5, 0.4)).toBeCloseTo(0.74, 12);
  const [first, second] = scorecard([known('half', 5), known('most', 10)], weights);
  expect([first?.agentId, second?.agentId, second?.volume]).toEqual(['most', 'half', 0.5]);
  expect(second?.score).toBeCloseTo(0.74, 12);
});

it('MET-25 weights of decimals sum to 1, and 0.6 with 0.5 do not', () => {
  expect(sumsToOne({ satisfaction: 0.1, qualityCheck: 0.2, followUp: 0.3, survey: 0.3, volume: 0.1 })).toBe(true);
  expect(sumsToOne({ ...weights, volume: 0.5 })).toBe(false);
});

it('MET-25 a part of quality that is not known leaves its weight to the others; without any there is no score', () => {
  const parts: Weights = { satisfaction: 0.3, qualityCheck: 0.3, followUp: 0, survey: 0, volume: 0.4 };
  const [both, one, none] = scorecard(
    [known('a', 10, { qualityCheck: 0.5 }), known('b', 10, { satisfaction: 0.2 }), known('c', 10, { satisfaction: null })],
    parts,
  );
  expect(both?.quality).toBeCloseTo(0.7, 12);
  expect([one?.agentId, one?.quality]).toEqual(['b', 0.2]);
  expect([none?.agentId, none?.quality, none?.score]).toEqual(['c', null, null]);
});

it('MET-25 where volume alone counts quality is not needed', () => {
  const alone: Weights = { ...weights, satisfaction: 0, volume: 1 };
  expect(scorecard([known('a', 4, { satisfaction: null }), known('b', 8)], alone).map(({ score }) => score)).toEqual([1, 0.5]);
});

it('MET-26 the best has enough sessions, one less is not enough', () => {
  const sorted = scorecard([known('few', 9, { satisfaction: 1 }), known('many', 10, { satisfaction: 0.5 })], weights);
  expect(sorted.map(({ agentId }) => agentId)).toEqual(['few', 'many']);
  expect([9, 10, 11].map((least) => bestOf(sorted, least)?.agentId)).toEqual(['few', 'many', undefined]);
});

it('MET-26 of equal scores more sessions decide, then the id', () => {
  const quality: Weights = { ...weights, satisfaction: 1, volume: 0 };
  const sorted = scorecard([known('c', 5), known('b', 5), known('a', 4), known('d', 9, { satisfaction: null })], quality);
  expect(sorted.map(({ agentId }) => agentId)).toEqual(['b', 'c', 'a', 'd']);
  expect(bestOf(sorted, 6)).toBeUndefined();
});
