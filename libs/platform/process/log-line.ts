import { logError } from './log-error';
import { logFields, type Form, type LogField } from './log-fields';
import { scrub } from './scrub';

/** The fields of a line as they may be written: those of the list in their form, of the others only of which type they are. */
export function logLine(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (isListed(name)) line[name] = written(logFields[name], value);
    else if (/^[a-z]\w{0,30}$/i.test(name)) line[name] = typeOf(value);
  }
  return line;
}

const isListed = (name: string): name is LogField => Object.hasOwn(logFields, name);

function written(form: Form, value: unknown): unknown {
  switch (form) {
    case 'error':
      return logError(value);
    case 'fields':
      return isFields(value) ? logLine(value) : typeOf(value);
    case 'path':
      return Array.isArray(value) ? value.slice(0, mostSteps).map((step) => (isStep(step) ? step : typeOf(step))) : typeOf(value);
    case 'sentence':
      return typeof value === 'string' ? scrub(value, { quotes: 'values' }) : typeOf(value);
    case 'number':
      return typeof value === 'number' ? value : typeOf(value);
    case 'instant':
      return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : textIn(instant, value);
    case 'id':
      return textIn(id, value);
    case 'name':
      return textIn(nameOfOurs, value);
    case 'place':
      return textIn(place, value);
    default:
      return form satisfies never;
  }
}

const mostSteps = 20;
const longestWord = 120;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const id = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Words that our code chooses: `session-closed`, `relay cursors`, `UNDECIDED`. Keys and tokens have digits, people's names capitals between small letters. */
const nameOfOurs = /^([A-Za-z][a-z]*([A-Z][a-z]+)*|[A-Z_]+|[a-z][a-z_.,() -]*)$/;
const place = /^[\w.-]{1,80}[:/][\d/:]{1,40}$/;

const textIn = (pattern: RegExp, value: unknown): string =>
  typeof value === 'string' && value.length <= longestWord && pattern.test(value) ? value : typeOf(value);

const isStep = (step: unknown): boolean => typeof step === 'number' || (typeof step === 'string' && /^[A-Za-z_]{1,40}$/.test(step));

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (value === null) return '[null]';
  return Array.isArray(value) ? `[list of ${value.length}]` : `[${typeof value}]`;
}
