export type ContactOutcome = 'AGENT' | 'HANG' | 'PHANTOM';

/** One row of a contact file: who called when, how long the caller waited and was served, and how it ended. */
export interface Contact {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
  /** The calendar date as it is written in the file, in the file's own offset. */
  readonly date: string;
  readonly customer: string | null;
  readonly queueSeconds: number;
  readonly outcome: ContactOutcome;
  readonly serviceSeconds: number;
  readonly agent: string | null;
}

const columns = ['contact', 'arrived_at', 'customer', 'queue_seconds', 'outcome', 'service_seconds', 'agent'] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string>>;

const shownProblems = 5;
const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads a contact file: comma-separated with a header, fields never quoted, columns in any order and more of them allowed. All problems are reported at once. */
export function parseContacts(csv: string): Contact[] {
  const [header = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`The file has no column ${missing.join(', ')}; it needs ${columns.join(', ')}.`);
  const problems: string[] = [];
  const contacts = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const row = rowOf(names, line);
    const found = row === undefined ? [`${names.length} fields expected`] : problemsOf(row);
    problems.push(...found.map((problem) => `line ${index + 2}: ${problem}`));
    return row === undefined || found.length > 0 ? [] : [contactOf(row)];
  });
  if (problems.length > 0) throw new Error(summary(problems));
  return contacts;
}

function summary(problems: readonly string[]): string {
  const more = problems.length > shownProblems ? [`and ${problems.length - shownProblems} more`] : [];
  return `The file cannot be read:\n${[...problems.slice(0, shownProblems), ...more].map((problem) => `  ${problem}`).join('\n')}`;
}

function rowOf(names: readonly string[], line: string): Row | undefined {
  const fields = line.split(',');
  if (fields.length !== names.length) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, (fields[index] ?? '').trim()])) as Row;
}

function problemsOf(row: Row): string[] {
  const problems: string[] = [];
  if (row.contact === '') problems.push('contact is empty');
  if (!instant.test(row.arrived_at) || Number.isNaN(Date.parse(row.arrived_at))) {
    problems.push(`arrived_at "${row.arrived_at}" is no instant such as 1999-02-03T09:15:00+02:00`);
  }
  for (const column of ['queue_seconds', 'service_seconds'] as const) {
    if (!/^\d{1,6}$/.test(row[column])) problems.push(`${column} "${row[column]}" is no whole number of seconds`);
  }
  if (!['AGENT', 'HANG', 'PHANTOM'].includes(row.outcome)) problems.push(`outcome "${row.outcome}" is none of AGENT, HANG, PHANTOM`);
  return problems;
}

const contactOf = (row: Row): Contact => ({
  id: row.contact,
  arrivedAt: Date.parse(row.arrived_at),
  date: row.arrived_at.slice(0, 10),
  customer: row.customer === '' ? null : row.customer,
  queueSeconds: Number(row.queue_seconds),
  outcome: row.outcome as ContactOutcome,
  serviceSeconds: Number(row.service_seconds),
  agent: row.agent === '' ? null : row.agent,
});
