import { toInstant } from '#libs/calendar/index';
import type { Promotion } from '../../promotions/domain/promotion';
import type { Due } from './due';
import type { PlannedTask } from './task';
import { datesFor, taskKindNames, taskKinds, type TaskKind } from './task-kinds';

interface People {
  /** Those who answer buyers. */
  readonly agents: readonly string[];
  readonly zone: string;
}

/** Every task that a promotion asks for; none once it is cancelled. */
export function planTasks(promotion: Promotion, { agents, zone }: People): PlannedTask[] {
  if (promotion.cancelledAt) return [];
  return taskKindNames.flatMap((kind, place) => {
    const { isNeeded, per, due }: TaskKind = taskKinds[kind];
    if (!isNeeded(promotion)) return [];
    const isDaily = per === 'DATE' || per === 'REPORT_DATE';
    return datesFor(promotion, per).flatMap((date) =>
      due(promotion, date).flatMap((each, index) =>
        (per === 'AGENT' ? agents : [null]).map((agentId) => ({
          key: [kind, isDaily ? date : '', each.part, agentId ?? ''].filter((part) => part !== '').join('/'),
          kind,
          dueDate: each.date,
          dueMinute: each.minute,
          overdueAt: overdueAt(each, zone),
          place: place * 100 + index,
          agentId,
          facts: each.facts,
        })),
      ),
    );
  });
}

/** Its time of day in the zone (RES-48), or the end of its date. */
export function overdueAt({ date, minute }: Pick<Due, 'date' | 'minute'>, zone: string): Date {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return toInstant(zone, { year, month, day }, minute ?? 1_440);
}
