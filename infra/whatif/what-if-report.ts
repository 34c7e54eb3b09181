import { happeningsOf, type LoggedEvent } from '#services/routing/whatif/app/happenings-of';
import { noChanges, played, recorded, type Period } from '#services/routing/whatif/domain/what-if';
import { agreement, figureTable } from './figure-lines';
import { daysBefore } from './read-facts';
import { settingsOfFile } from './settings-file';

/** What the replay takes as given; `whatif.md` says more. */
const assumptions = [
  'Buyers come, and leave while they wait, at the instants at which they did; who was answered in time on the day waits on paper until served.',
  'A session takes its agents as long as it took, whoever has it; one that no agent had takes the median.',
  'Presence is as it was; capacities that the file sets stay. Transfers and releases happen where the same agent has the session.',
  'Groups, limits, shares and skills are those of today; offers count as accepted; RANDOM is drawn anew.',
  `Sessions that began more than ${daysBefore} days before the period are not there.`,
];

export interface Asked extends Omit<Period, 'happenings'> {
  readonly facts: readonly LoggedEvent[];
  /** The text of the settings file. */
  readonly file: string;
}

/** Replays the period as it was, under the same settings and under those of the file. Throws one sentence where it cannot. */
export function whatIfReport({ facts, file, ...asked }: Asked): string[] {
  const happenings = happeningsOf(facts);
  if (!happenings.some(({ kind, atMs }) => kind === 'settings' && atMs < asked.toMs))
    throw new Error(`There is no shop ${asked.shopId} in the event log.`);
  const accounts = [...new Set(happenings.flatMap((one) => (one.kind === 'account' ? [one.accountId] : [])))];
  const changes = settingsOfFile(file, accounts);
  const period: Period = { ...asked, happenings };
  const came = happenings.some(({ kind, atMs }) => kind === 'arrival' && atMs >= asked.fromMs && atMs < asked.toMs);
  if (!came) throw new Error('No buyer came in this period.');
  const was = recorded(period, evenly());
  const replayed = played(period, noChanges, evenly());
  const whatIf = played(period, changes, evenly());
  const { same, of } = agreement(was, replayed);
  const share = of === 0 ? '' : ` (${((100 * same) / of).toFixed(1)} %)`;
  return [
    ...figureTable([
      ['as it was', was],
      ['replayed', replayed],
      ['what if', whatIf],
    ]),
    '',
    `Replayed under the settings it had, ${same} of ${of} buyers get the agent they had${share}: so far the replay can be trusted.`,
    'Taken as given:',
    ...assumptions.map((line) => `- ${line}`),
  ];
}

/** Numbers in [0, 1) that are the same in every replay (mulberry32). */
function evenly(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
