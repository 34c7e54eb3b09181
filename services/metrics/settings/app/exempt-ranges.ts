import { audit } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { MetricName } from '../../figures/domain/metrics';
import { insertExemptRange, loadExemptRanges, removeExemptRange, type ExemptRangeRow } from '../store/settings-rows';
import { inShop } from './in-shop';
import { settingsNow, type SettingsView } from './read-settings';
import { retell } from './retell';

type RangeDeps = Pick<Deps, 'db' | 'clock' | 'newId'>;

export interface SaveRangeInput extends CommandInput {
  readonly from: Date;
  readonly to: Date;
  readonly metrics: readonly MetricName[];
  readonly reason: string;
}

const mostDays = 400;
const mostRanges = 100;

/** MET-24: leaves sessions opened within a range out of some metrics; figures are computed again from its first instant on. */
export const saveExemptRange = ({ db, clock, newId }: RangeDeps, command: Command<SaveRangeInput>): Promise<SettingsView> =>
  inShop({ db }, command, async (tx) => {
    const { shopId, caller } = command;
    const { from: fromAt, to: toAt, metrics, reason } = command.input;
    checkRange(fromAt, toAt);
    const stored = await loadExemptRanges(tx, [shopId]);
    if (stored.length >= mostRanges)
      throw new AppError('BAD_USER_INPUT', 'The shop has as many ranges as it can have.', {
        field: 'from',
        expected: `at most ${mostRanges} ranges: remove one first`,
      });
    const now = clock.now();
    const row: ExemptRangeRow = { shopId, rangeId: newId(), fromAt, toAt, metrics, reason, savedAt: now, savedBy: caller.account };
    insertExemptRange(tx, row);
    await retell(tx, [shopId]);
    audit(tx, command, { at: now, on: { kind: 'EXEMPT_RANGE', id: row.rangeId }, before: null, after: row });
    return settingsNow(tx, shopId, now);
  });

function checkRange(from: Date, to: Date): void {
  const expected = `an instant after \`from\`, at most ${mostDays} days`;
  if (to <= from) throw new AppError('INVALID_RANGE', 'The range ends before it begins.', { field: 'to', expected });
  if (to.getTime() - from.getTime() > mostDays * 86_400_000)
    throw new AppError('INVALID_RANGE', 'The range is too long.', { field: 'to', expected });
}

export interface RemoveRangeInput extends CommandInput {
  readonly rangeId: string;
}

/** Counts the sessions of a range again. */
export const removeRange = ({ db, clock }: RangeDeps, command: Command<RemoveRangeInput>): Promise<SettingsView> =>
  inShop({ db }, command, async (tx) => {
    const { shopId, input } = command;
    const before = (await loadExemptRanges(tx, [shopId])).find(({ rangeId }) => rangeId === input.rangeId);
    if (!before)
      throw new AppError('EXEMPT_RANGE_NOT_FOUND', 'There is no such range.', {
        field: 'rangeId',
        expected: 'the id of a range in metricSettings',
      });
    await removeExemptRange(tx, shopId, before.rangeId);
    await retell(tx, [shopId]);
    audit(tx, command, { at: clock.now(), on: { kind: 'EXEMPT_RANGE', id: before.rangeId }, before, after: null });
    return settingsNow(tx, shopId, clock.now());
  });
