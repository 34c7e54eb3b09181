import { at, flight, settings, shopWith } from '../../flight/domain/example-shop';
import { crowdsInForce } from './crowds-in-force';
import { noRules } from './routing-rules';

const tiers = [
  { month: '2026-03', tier: null },
  { month: '2026-04', tier: 'SILVER' },
];

const inForce = (
  instant: string,
  { limited = [] as string[], trials = [] as string[], crowds = ['vip'] as string[] | null, on = true } = {},
) => {
  const now = new Date(instant);
  const state = shopWith({}, {}, at('09:00'));
  flight(state, now);
  return crowdsInForce(
    { day: state.day, rules: { ...noRules, priorityCrowds: crowds }, limited },
    settings({ priorityCrowds: on }, { tiers, trials }),
  );
};
const april = '2026-04-10T10:00:00+08:00';

it.each([
  ['2026-03-31T23:59:59.999+08:00', 'TIER'],
  ['2026-04-01T00:00:00+08:00', null],
  ['2026-04-30T23:59:59.999+08:00', null],
  ['2026-05-01T00:00:00+08:00', 'TIER'],
])('RTE-43 the tier acts in its month only, by the clock of the shop: %s', (instant, off) => {
  expect(inForce(instant)).toEqual({ crowds: off ? [] : ['vip'], off });
});

it('RTE-46 the switch, a choice that was saved, and the list of a trial', () => {
  expect(inForce(april, { on: false }).off).toBe('SWITCHED_OFF');
  expect(inForce(april, { crowds: null }).off).toBe('NOTHING_CHOSEN');
  expect(inForce(april, { crowds: [] }).off).toBe('NOTHING_CHOSEN');
  expect(inForce(april, { limited: ['PRIORITY_CROWDS'] }).off).toBe('NOT_LISTED');
  expect(inForce(april, { limited: ['PRIORITY_CROWDS'], trials: ['PRIORITY_CROWDS'] })).toEqual({ crowds: ['vip'], off: null });
});
