import { z } from 'zod';
import type { NewEvent } from '#libs/contracts/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { actorOf, type Caller } from '#libs/platform/access/caller';
import { commandKey, once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError, shopNotFound } from '#libs/platform/errors';
import { commandIdInput, idInput, storable } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import { effectiveFrom } from '../domain/effective-from';
import type { SavedVersion } from '../domain/saved-version';
import { daysOfWeek, parseWeekly } from '../domain/windows';
import { loadShopCopy, lockShopCopy, type ShopCopy } from '../../copies/shop-copies';
import { insertVersion, nextNumber } from '../store/versions';

const words = (max: number) =>
  z.string().trim().max(max, `at most ${max} characters`).refine(storable, 'text without NUL or broken characters');

export const saveScheduleInput = z.object({
  shopId: idInput,
  weekly: z
    .array(z.object({ day: z.enum(daysOfWeek), start: z.string().max(10), end: z.string().max(10) }))
    .max(100)
    .nullish(),
  effectiveFrom: z.string().max(40).nullish(),
  closedNotice: words(1_000).nullish(),
  reason: words(500).nullish(),
  commandId: commandIdInput,
});

export interface Call {
  readonly deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>;
  readonly caller: Caller;
  readonly traceparent: string | null;
}

export interface SavedSchedule {
  readonly version: SavedVersion;
  /** An earlier `effectiveFrom` was asked for than can be had. */
  readonly wasPast: boolean;
}

/** Saves a new version of the hours; nothing is stored unless all of it is right (SCH-7). Waits up to 2 s for a shop not known here yet. */
export async function saveSchedule(call: Call, input: z.infer<typeof saveScheduleInput>): Promise<SavedSchedule> {
  const { deps, caller } = call;
  const { shopId } = input;
  const weekly = input.weekly ? parseWeekly(input.weekly) : null;
  const closedNotice = noticeOf(input.closedNotice);
  if (!(await awaitCopy(() => deps.db.transaction([shopId], (tx) => loadShopCopy(tx, shopId))))) throw shopNotFound();
  const stored = await deps.db.transaction([shopId], (tx) =>
    once(tx, commandKey(shopId, 'saveReceptionSchedule', input), async () => {
      const shop = await lockShopCopy(tx, shopId);
      if (!shop) throw shopNotFound();
      const savedAt = deps.clock.now();
      const { at, wasPast } = effectiveFrom(input.effectiveFrom, shop.timeZone, savedAt);
      const saved: SavedVersion = {
        version: await nextNumber(tx, shopId),
        effectiveFrom: at,
        savedAt,
        weekly,
        closedNotice,
        reason: input.reason ?? null,
        savedBy: caller.account,
      };
      await store(tx, call, { shopId, shop, saved });
      return { version: saved, wasPast };
    }),
  );
  return { ...stored, version: revived(stored.version) };
}

/** A repeated command's result comes back from the database as JSON, its instants as text. */
const revived = (version: SavedVersion): SavedVersion => ({
  ...version,
  effectiveFrom: new Date(version.effectiveFrom),
  savedAt: new Date(version.savedAt),
});

/** A closed notice tells the hours (SCH-15); 具体接待时间 is an alias of the placeholder (RES-58). */
function noticeOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (/\{(receptionHours|具体接待时间)\}/.test(text)) return text.replaceAll('{具体接待时间}', '{receptionHours}');
  throw new AppError('MISSING_HOURS', 'The closed notice does not tell the reception hours.', {
    field: 'closedNotice',
    expected: 'a text that contains {receptionHours}',
  });
}

async function store(
  tx: Tx,
  { deps, caller, traceparent }: Call,
  { shopId, shop, saved }: { shopId: string; shop: ShopCopy; saved: SavedVersion },
): Promise<void> {
  await insertVersion(tx, shopId, saved);
  const event: NewEvent<'schedule-changed', 'snapshot'> = {
    id: deps.newId(),
    topic: 'schedule-changed',
    type: 'snapshot',
    shopId,
    subject: shopId,
    traceparent,
    value: {
      shopId,
      occurredAt: saved.savedAt.toISOString(),
      actor: actorOf(caller),
      causeId: null,
      policyVersion: shop.policyVersion,
      version: saved.version,
      effectiveFrom: saved.effectiveFrom.toISOString(),
      savedAt: saved.savedAt.toISOString(),
      weekly: saved.weekly && saved.weekly.map((windows) => windows.map(({ start, end }) => ({ start, end }))),
      closedNotice: saved.closedNotice,
      by: saved.savedBy,
      reason: saved.reason,
    },
  };
  await deps.outbox.append(tx, [event]);
}
