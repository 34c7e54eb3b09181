import { withEntered } from './entered-needs';

const english = { skills: [], language: 'en' };
const refunds = { skills: [{ name: 'refund', level: 3 }], language: null };
const entered = { needs: english, at: new Date('2026-03-02T02:00:00.000Z') };
const after = (ms: number): Date => new Date(entered.at.getTime() + ms);
const dayMs = 86_400_000;

it.each([
  ['nothing was asked on entering', { entryPoint: 'PAGE' }, null, 0, { entryPoint: 'PAGE' }],
  ['the message asks nothing', { entryPoint: 'PAGE' }, entered, 0, { entryPoint: 'PAGE', needs: english }],
  ['the message asks something else', { entryPoint: null, needs: refunds }, entered, 0, { entryPoint: null, needs: refunds }],
  ['24 hours are over this instant', { entryPoint: null }, entered, dayMs, { entryPoint: null, needs: english }],
  ['and a millisecond ago', { entryPoint: null }, entered, dayMs + 1, { entryPoint: null }],
])('RTE-57 what a session asks of its agent, where %s', (_case, origin, known, ms, expected) => {
  expect(withEntered(origin, known, after(ms))).toEqual(expected);
});
