/** Numbers of weeks that follow each other, oldest first; undefined where a week is not known. */
type Series = readonly (number | undefined)[];

/** Whether each of the last weeks is greater than a threshold (RES-62); a week that is not known is not. */
export const staysAbove = (series: Series, weeks: number, threshold: number): boolean =>
  series.length >= weeks && series.slice(-weeks).every((value) => value !== undefined && value > threshold);

/** Whether the newest weeks rose so many times in a row (RES-62). */
export const rises = (series: Series, times: number): boolean => steps(series, times, (before, after) => before < after);

/** Whether they fell so many times in a row. */
export const falls = (series: Series, times: number): boolean => steps(series, times, (before, after) => before > after);

function steps(series: Series, times: number, isStep: (before: number, after: number) => boolean): boolean {
  const values = series.slice(-(times + 1));
  if (values.length <= times) return false;
  return values.every((value, index) => {
    const before = values[index - 1];
    return value !== undefined && (index === 0 || (before !== undefined && isStep(before, value)));
  });
}
