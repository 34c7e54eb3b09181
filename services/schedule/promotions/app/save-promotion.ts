import { businessDateAt } from '#libs/calendar/index';
import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { expectRevision } from '../../drafts/domain/expect-revision';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { changePlan, nextPromotion, type PromotionChange } from '../domain/change-promotion';
import type { Promotion } from '../domain/promotion';
import { openPromotions, savePromotionRow } from '../store/promotions';
import { promotionOrThrow } from './promotion-or-throw';
import { promotionViews, revivedPromotion, type PromotionView } from './promotion-view';
import { replanPromotion } from '../../promotion-tasks/app/replan-promotion';

export interface SavePromotionInput extends CommandInput, PromotionChange {
  readonly promotionId?: string | null | undefined;
  readonly expectedRevision?: number | null | undefined;
}

interface Saved {
  readonly promotion: PromotionView;
}

/** How many promotions of a shop can be neither over nor cancelled. */
export const mostOpen = 50;

/** Plans a promotion, or changes its plan; its tasks follow. Nothing is stored unless all of it is right. */
export const savePromotion = (deps: Deps, command: Command<SavePromotionInput>): Promise<Saved> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input, caller } = command;
      const { now, shop } = place;
      const before = input.promotionId ? await promotionOrThrow(place, input.promotionId) : null;
      if (before?.cancelledAt) throw isCancelled;
      granted(expectRevision(before?.revision ?? 0, input.expectedRevision, 'promotion'));
      const plan = granted(changePlan(before, input));
      const today = businessDateAt(now, shop.timeZone);
      if (!before && (await openPromotions(place.tx, [place.shopId], today)).length >= mostOpen) throw tooMany;
      const by = { id: before?.id ?? deps.newId(), today, now, account: caller.account };
      return store(deps, command, place, { before, after: nextPromotion(before, plan, by) });
    },
    revivedPromotion,
  );

/** Calls a promotion off: its tasks go, but for those that somebody did or wrote on, and buyers who have to be asked. */
export const cancelPromotion = (deps: Deps, command: Command<CommandInput & { readonly promotionId: string }>): Promise<Saved> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const before = await promotionOrThrow(place, command.input.promotionId);
      const after = { ...before, revision: before.revision + 1, cancelledAt: place.now };
      return store(deps, command, place, { before, after: before.cancelledAt ? before : after });
    },
    revivedPromotion,
  );

async function store(
  deps: Deps,
  command: Command<CommandInput>,
  place: InShop,
  { before, after }: { readonly before: Promotion | null; readonly after: Promotion },
): Promise<Saved> {
  const { tx, shopId, now } = place;
  savePromotionRow(tx, shopId, after);
  await replanPromotion(deps, place, after);
  audit(tx, command, { at: now, on: { kind: 'PROMOTION', id: after.id }, before, after });
  const [promotion = { ...after, standing: { all: 0, done: 0, overdue: 0 }, readBy: [], unreadBy: [] }] = await promotionViews(
    tx,
    shopId,
    [after],
    now,
  );
  return { promotion };
}

const isCancelled = new AppError('ILLEGAL_TRANSITION', 'The promotion was cancelled.', {
  field: 'promotionId',
  expected: 'a promotion that was not cancelled; plan a new one instead',
});

const tooMany = new AppError('BAD_USER_INPUT', 'Too many promotions are planned.', {
  field: 'promotionId',
  expected: `at most ${mostOpen} promotions that are neither over nor cancelled`,
});
