/** Gauges that are there while something runs, in the shape of the loops that are started and stopped beside them. */
export function whileRunning(begin: () => readonly (() => void)[]) {
  let ends: readonly (() => void)[] = [];
  return {
    start: (): void => {
      ends = begin();
    },
    stop: (): Promise<void> => {
      ends.forEach((end) => end());
      return Promise.resolve();
    },
  };
}
