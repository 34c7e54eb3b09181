import type { InTurn } from '../../drilldown/app/drill-pages';

/** Works one after the other, in the order in which they were asked for. */
export function inTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
