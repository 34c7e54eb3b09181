/** The outcome of one check, as one line shows it. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const shownProblems = 3;

/** A check that holds when nothing was found against it; else the first few findings are shown. */
export function check(name: string, problems: readonly string[], whenOk: string): Check {
  if (problems.length === 0) return { name, ok: true, detail: whenOk };
  const more = problems.length > shownProblems ? `; and ${problems.length - shownProblems} more` : '';
  return { name, ok: false, detail: problems.slice(0, shownProblems).join('; ') + more };
}

export const checkLine = ({ name, ok, detail }: Check): string => `  ${ok ? 'ok    ' : 'FAILED'}  ${name}: ${detail}`;
