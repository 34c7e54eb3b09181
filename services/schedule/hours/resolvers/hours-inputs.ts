import { z } from 'zod';
import { holidayRules } from '#libs/calendar/index';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { personName } from '#libs/platform/graphql/text-input';
import { storable } from '#libs/platform/visible-text';
import { daysOfWeek } from '../domain/windows';

export const words = (max: number) =>
  z.string().trim().max(max, `at most ${max} characters`).refine(storable, 'text without NUL or broken characters');

/** Times and dates are looked at by the domain, which names what is wrong with them (SCH-7, RES-54). */
const window = { start: z.string().nullish(), end: z.string().nullish() };
const weekly = z.array(z.object({ day: z.enum(daysOfWeek), ...window })).max(100, 'at most 100 windows');
const dayWindows = z.array(z.object(window)).max(24, 'at most 24 windows');

/** What people call something: 1 to 50 characters. */
export const nameInput = personName(50);

const entry = { name: nameInput, from: z.string().nullish(), to: z.string().nullish() };
const mostSeasons = 12;
const mostEntries = 100;

/** A number that a version or a revision can have. */
export const numberInput = z.number().int().min(0, '0 or more');

/** Everything that a save, of a version or of a draft, can say. */
export const hoursInput = {
  shopId: idInput,
  groupId: idInput.nullish(),
  weekly: weekly.nullish(),
  seasons: z
    .array(z.object({ ...entry, weekly }))
    .max(mostSeasons, `at most ${mostSeasons} seasons`)
    .nullish(),
  ranges: z
    .array(z.object({ ...entry, windows: dayWindows }))
    .max(mostEntries, `at most ${mostEntries} ranges`)
    .nullish(),
  closures: z.array(z.object(entry)).max(mostEntries, `at most ${mostEntries} closures`).nullish(),
  holidayRule: z.enum(holidayRules).nullish(),
  holidayWindows: dayWindows.nullish(),
  followMakeUpWorkdays: z.boolean().nullish(),
  makeUpDay: z.enum(daysOfWeek).nullish(),
  followsShop: z.boolean().nullish(),
  effectiveFrom: z.string().max(40, 'an instant or a date').nullish(),
  closedNotice: words(1_000).nullish(),
  reason: words(500).nullish(),
  expectedVersion: numberInput.nullish(),
  commandId: commandIdInput,
};

export const saveScheduleInput = z.object(hoursInput);

const { shopId, groupId, effectiveFrom, reason, expectedVersion, commandId } = hoursInput;

export const rollBackInput = z.object({ shopId, version: numberInput, effectiveFrom, reason, expectedVersion, commandId });

export const withdrawInput = z.object({ shopId, version: numberInput, commandId });

/** What names the hours of a shop or a group. */
export const subjectInput = { shopId, groupId, commandId };
