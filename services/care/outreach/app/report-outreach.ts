import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inKnownShop } from '../../copies/app/in-known-shop';
import type { Deps } from '../../deps';
import { isNewer, type OutreachReport } from '../domain/outreach';
import type { Outreach } from '../store/outreach-table';
import { lockOutreach, saveOutreach } from '../store/outreaches';

export interface ReportInput extends CommandInput {
  readonly reports: readonly (OutreachReport & { readonly outreachId: string })[];
}

const aheadMs = 5 * 60_000;

/** Takes what connectors have made of what they were asked to send: all reports, or none when one is wrong. Answers how many are in another state now. */
export const reportOutreach = (deps: Deps, command: Command<ReportInput>): Promise<{ readonly changed: number }> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const { reports } = command.input;
    const asked = await lockOutreach(
      tx,
      shopId,
      reports.map(({ outreachId }) => outreachId),
    );
    const known = new Map(asked.map((row) => [row.id, row]));
    const changed = new Map<string, Outreach>();
    reports.forEach((report, index) => {
      const before = changed.get(report.outreachId) ?? known.get(report.outreachId);
      if (!before) throw unknown(index);
      if (report.at.getTime() > now.getTime() + aheadMs) throw ahead(index);
      const { state, at, issued, reason } = report;
      if (isNewer(report, before)) changed.set(before.id, { ...before, state, reportedAt: at, issued, reason });
    });
    saveOutreach(tx, [...changed.values()]);
    return { changed: changed.size };
  });

const unknown = (index: number): AppError =>
  new AppError('MESSAGE_NOT_FOUND', 'Nobody was asked to send this.', {
    field: `reports.${index}.outreachId`,
    expected: 'outreachId as the topic `outreach-requested` tells it',
  });
const ahead = (index: number): AppError =>
  new AppError('BAD_USER_INPUT', 'at lies in the future.', {
    field: `reports.${index}.at`,
    expected: 'an instant at most 5 minutes from now',
  });
