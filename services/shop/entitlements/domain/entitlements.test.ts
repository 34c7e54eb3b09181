import { monthAt, tierAt, withTier, type MonthTier } from './tier';
import { withTrial } from './trial';

const march: MonthTier = { month: '2026-03', tier: 'GOLD' };
const april: MonthTier = { month: '2026-04', tier: 'SILVER' };

describe('the service-team tier', () => {
  it('RTE-43 is that of the month, from its first midnight in the shop’s zone on', () => {
    const tierOf = (instant: string) => tierAt([april], monthAt(new Date(instant), 'Asia/Shanghai'));
    const instants = [
      '2026-03-31T23:59:59.999+08:00',
      '2026-04-01T00:00:00+08:00',
      '2026-04-30T23:59:59.999+08:00',
      '2026-05-01T00:00:00+08:00',
    ];
    expect(instants.map(tierOf)).toEqual([null, 'SILVER', 'SILVER', null]);
  });

  it('RTE-43 of one month leaves the others', () => {
    expect(withTier([april], march)).toEqual([march, april]);
    expect(withTier([march, april], { month: '2026-04', tier: null })).toEqual([march, { month: '2026-04', tier: null }]);
    expect(withTier(null, march)).toEqual([march]);
  });

  it('said again changes nothing', () => {
    const tiers = [march, april];
    expect(withTier(tiers, { ...april })).toBe(tiers);
  });

  it('is kept for three years', () => {
    const months = Array.from(
      { length: 40 },
      (_, index) => `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    );
    const tiers = months.reduce<readonly MonthTier[]>((known, month) => withTier(known, { month, tier: 'GOLD' }), []);
    expect([tiers.length, tiers[0]?.month, tiers.at(-1)?.month]).toEqual([36, '2020-05', '2023-04']);
  });
});

it('RTE-46 a shop is on the list of a trial or off it', () => {
  expect(withTrial(null, 'PRIORITY_CROWDS', true)).toEqual(['PRIORITY_CROWDS']);
  expect(withTrial(['PRIORITY_CROWDS'], 'PRIORITY_CROWDS', false)).toEqual([]);
  expect(withTrial(null, 'PRIORITY_CROWDS', false)).toBeNull();
  const trials = ['PRIORITY_CROWDS'] as const;
  expect(withTrial(trials, 'PRIORITY_CROWDS', true)).toBe(trials);
});
