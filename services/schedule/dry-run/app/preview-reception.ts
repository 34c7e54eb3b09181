import { closedNotice, ruledHours } from '#libs/calendar/index';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { ReadDeps } from '../../deps';
import { versionAt, type Subject } from '../../hours/store/versions';
import { withRules } from '../../reception/app/load-rules';
import { receptionAt, type ReceptionAnswer } from '../../reception/app/read-reception';

export interface DryRunAsked {
  readonly shopId: string;
  readonly subject: Subject;
  readonly at: Date;
  readonly text: string | null;
  readonly entry: string | null;
  readonly product: DryRunProduct | null;
}

/** What a channel would tell of the product that the buyer looks at. */
export interface DryRunProduct {
  readonly id: string | null;
  readonly name: string | null;
  readonly description: string | null;
}

export interface DryRun extends Omit<DryRunAsked, 'subject'> {
  readonly reception: ReceptionAnswer;
  readonly outcome: 'ROUTED' | 'CLOSED_NOTICE';
  readonly answer: string | null;
  readonly nextOpeningAt: Date | null;
  readonly receptionHours: string | null;
}

/** What a buyer who writes would meet (SCH-13), in the words that the session service would use. */
export const previewReception = (deps: ReadDeps, { subject, ...asked }: DryRunAsked): Promise<DryRun> =>
  withRules(deps, { shopId: asked.shopId, subject, from: asked.at }, async (rules, tx) => {
    const { shopId } = asked;
    const reception = receptionAt(rules, asked.at, subject);
    const known = { ...asked, reception };
    if (reception.open) return { ...known, outcome: 'ROUTED', answer: null, nextOpeningAt: null, receptionHours: null };
    const version = await versionAt(tx, shopId, subject, asked.at);
    const nextOpeningAt = reception.nextChangeAt;
    const language = (await loadShopCopy(tx, shopId))?.language ?? 'zh';
    const receptionHours = ruledHours(rules, asked.at, subject)?.[language] ?? null;
    const hours = { receptionHours, nextOpeningAt, timeZone: rules.zone, language };
    return {
      ...known,
      outcome: 'CLOSED_NOTICE',
      answer: closedNotice(version?.closedNotice ?? null, hours),
      nextOpeningAt,
      receptionHours,
    };
  });
