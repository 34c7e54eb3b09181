import type { GraphResult } from '../apollo';
import type { Changed } from './changed';
import type { Due } from './live-stream';
import { payloadOf, type Watch } from './watch';

/** What the graph has answered to a state query. */
export type Answered = GraphResult;

/** Whether an answer brought all there is to know; otherwise it is asked for again. */
export const isWhole = ({ errors = [], extensions }: Answered): boolean =>
  extensions?.['behind'] === undefined && !errors.some((error) => error.extensions?.['retryable'] === true);

export type Listed = Readonly<Record<string, unknown>>;

/** The sessions of an inbox in an answer, under any of its keys; undefined where they could not be read. */
export const sessionsIn = ({ data }: Answered): readonly Listed[] | undefined =>
  Object.values(data ?? {}).find((list): list is Listed[] => Array.isArray(list));

/** Reads the id of a session in an answer to a watch. */
export const idsFor =
  ({ query }: Watch) =>
  (session: Listed): string =>
    String(session[query?.idKey ?? '']);

interface Told {
  readonly at: string;
  /** Id of the event; absent when something is missing in it. */
  readonly cursor: string | undefined;
}

/** The text of an event: what `due` asks for, out of an answer that streams share. */
export function eventText(watch: Watch, answered: Answered, due: Due, { at, cursor }: Told): string {
  const { errors, extensions } = answered;
  const [data, gone] = watch.root === 'inboxChanged' ? inboxOf(watch, answered, due) : [answered.data ?? {}, []];
  const payload = payloadOf(watch, { ...due, at, data, gone });
  return JSON.stringify({
    data: { [watch.key]: payload },
    ...(errors && { errors: errors.map((error) => ({ ...error, ...(error.path && { path: [watch.key, ...error.path] }) })) }),
    extensions: {
      ...(cursor !== undefined && { cursor }),
      now: at,
      ...(extensions?.['behind'] !== undefined && { behind: extensions['behind'] }),
    },
  });
}

/** Of an inbox a change brings the sessions that have changed, and which of those are not the account's. */
function inboxOf(
  watch: Watch,
  answered: Answered,
  { reason, changed }: Due,
): readonly [Readonly<Record<string, unknown>>, readonly string[]] {
  const asked = new Set(changed.filter(isSession).map(({ id }) => id));
  const [mine, idOf] = [sessionsIn(answered), idsFor(watch)];
  const data = Object.entries(answered.data ?? {}).map(([key, list]) => {
    const sessions = Array.isArray(list) ? (list as Listed[]).filter((each) => reason !== 'CHANGE' || asked.has(idOf(each))) : undefined;
    return [key, sessions?.map(({ [watch.query?.idKey ?? '']: _id, ...session }) => session) ?? null] as const;
  });
  const present = new Set(mine?.map(idOf));
  const gone = reason === 'CHANGE' && mine ? [...asked].filter((id) => !present.has(id)) : [];
  return [Object.fromEntries(data), gone];
}

const isSession = ({ kind }: Changed): boolean => kind === 'SESSION';
