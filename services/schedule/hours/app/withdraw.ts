import { audit } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { SavedVersion } from '../domain/saved-version';
import { withdrawVersion } from '../store/versions';
import { revivedVersion } from './add-version';
import { inKnownShop } from './in-known-shop';
import { versionOrThrow } from './roll-back';
import { scheduleWithdrawn } from './schedule-withdrawn';

export interface WithdrawInput extends CommandInput {
  readonly version: number;
}

/** Takes back a version that has not begun yet (RES-52); one that was taken back already stays so. */
export const withdraw = (deps: Deps, command: Command<WithdrawInput>): Promise<{ readonly version: SavedVersion }> =>
  inKnownShop(
    deps,
    command,
    async ({ tx, shopId, shop, now }) => {
      const before = await versionOrThrow(tx, shopId, command.input.version);
      if (before.withdrawnAt === null && before.effectiveFrom <= now) throw hasBegun;
      const version = { ...before, withdrawnAt: before.withdrawnAt ?? now };
      if (before.withdrawnAt === null) withdrawVersion(tx, shopId, before.version, now);
      audit(tx, command, { at: now, on: { kind: 'RECEPTION_HOURS', id: String(before.version) }, before, after: version });
      if (before.withdrawnAt === null)
        await deps.outbox.append(tx, [scheduleWithdrawn({ shopId, shop, withdrawn: before, now }, command.trigger, deps.newId())]);
      return { version };
    },
    revivedVersion,
  );

const hasBegun = new AppError('ILLEGAL_TRANSITION', 'The version has begun, so it cannot be taken back.', {
  field: 'version',
  expected: 'a planned version; hours that act already are changed by a new version',
});
