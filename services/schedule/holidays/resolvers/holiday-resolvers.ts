import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import type { NamedDate } from '#libs/calendar/index';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { nameInput } from '../../hours/resolvers/hours-inputs';
import { readHolidays } from '../app/read-holidays';
import { saveHolidayTable } from '../app/save-holiday-table';

const yearInput = z.number().int().min(1, 'a year from 1 to 9999').max(9_999, 'a year from 1 to 9999').nullish();
const datesInput = (most: number) =>
  z
    .array(z.object({ date: z.string().nullish(), name: nameInput }))
    .max(most, `at most ${most} dates`)
    .nullish();

const saveInput = z.object({
  shopId: idInput,
  source: z.enum(['CN', 'OWN']).nullish(),
  fromYear: yearInput,
  toYear: yearInput,
  holidays: datesInput(400),
  workdays: datesInput(200),
  commandId: commandIdInput,
});

/** The holidays that a shop knows. */
export const holidayResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveHolidayTable: command('saveHolidayTable', saveInput, async (asked) => ({
      shop: { id: asked.shopId },
      versions: [...(await saveHolidayTable(deps, asked)).versions],
    })),
  },
  Shop: { holidayTable: ({ id }) => readHolidays(deps, id) },
  HolidayTable: {
    holidays: ({ holidays }, { year }) => ofYear(holidays, year),
    workdays: ({ workdays }, { year }) => ofYear(workdays, year),
  },
});

const ofYear = (dates: readonly NamedDate[], year: number): NamedDate[] => dates.filter(({ date }) => Number(date.slice(0, 4)) === year);
