import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { NewId } from '#libs/platform/process/ids';
import type { InShop } from '../../hours/app/in-known-shop';
import { isAway, type Leave } from '../../leaves/domain/leave';
import { byStart, shiftTime, type Shift } from '../domain/shift';

export interface ToldDates {
  readonly dates: readonly string[];
  readonly revision: number;
  readonly shifts: readonly Shift[];
  readonly leaves: readonly Leave[];
}

/** One event for each date: who works when, without those who are away. */
export const rosterEvents = (
  { shopId, shop, now }: InShop,
  { dates, revision, shifts, leaves }: ToldDates,
  trigger: Trigger,
  newId: NewId,
): NewEvent<'schedule-changed', 'roster'>[] =>
  dates.map((date) =>
    factOf(trigger, {
      id: newId(),
      topic: 'schedule-changed',
      type: 'roster',
      shopId,
      subject: shopId,
      occurredAt: now,
      policyVersion: shop.policyVersion,
      value: { revision, date, shifts: toldShifts(shop.timeZone, shifts, leaves, date) },
    }),
  );

const toldShifts = (zone: string, shifts: readonly Shift[], leaves: readonly Leave[], date: string) =>
  shifts
    .filter((shift) => shift.date === date && !isAway(leaves, shift.agentId, date))
    .sort(byStart)
    .map((shift) => {
      const { start, end } = shiftTime(zone, shift);
      return { agent: shift.agentId, from: start.toISOString(), to: end.toISOString(), groupId: shift.groupId };
    });
