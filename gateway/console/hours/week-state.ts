import type { DayOfWeek } from '../generated/graphql';

export const daysOfWeek: readonly DayOfWeek[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Times as somebody types them; the server says what is wrong with them. */
export interface TypedWindow {
  readonly day: DayOfWeek;
  readonly start: string;
  readonly end: string;
}

export type WeekAction =
  | { readonly type: 'ADD'; readonly day: DayOfWeek }
  | { readonly type: 'REMOVE'; readonly index: number }
  | { readonly type: 'TYPE'; readonly index: number; readonly part: 'start' | 'end'; readonly text: string }
  | { readonly type: 'COPY'; readonly day: DayOfWeek; readonly to: readonly DayOfWeek[] };

/** The windows of a week after something was done to them; they keep their place, so that what the server says of `weekly.3` is found. */
export function weekAfter(week: readonly TypedWindow[], action: WeekAction): readonly TypedWindow[] {
  switch (action.type) {
    case 'ADD':
      return [...week, { day: action.day, start: '', end: '' }];
    case 'REMOVE':
      return week.filter((_, index) => index !== action.index);
    case 'TYPE':
      return week.map((window, index) => (index === action.index ? { ...window, [action.part]: action.text } : window));
    case 'COPY': {
      const copied = week.filter(({ day }) => day === action.day);
      const others = week.filter(({ day }) => !action.to.includes(day));
      return [...others, ...action.to.flatMap((day) => copied.map((window) => ({ ...window, day })))];
    }
  }
}

/** "weekly.3.start" is the start of the fourth window; undefined where the field is of something else. */
export function windowOf(field: string | undefined): { readonly index: number; readonly part: string | undefined } | undefined {
  const found = /^(?:input\.)?weekly\.(\d+)(?:\.(start|end))?$/.exec(field ?? '');
  return found ? { index: Number(found[1]), part: found[2] } : undefined;
}
