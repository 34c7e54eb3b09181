import type { Needs } from '../../rules/domain/skills';

/** What a pool is the pool of: everybody, an order status, a crowd with a group of its own, or a group that was given its sessions by hand. */
export type PoolKind = 'ALL' | 'STATUS' | 'CROWD' | 'GROUP';

/** What sessions have in common that wait for the same agents. Lists, counts and rows name it by its key. */
export interface PoolParts {
  readonly kind: PoolKind;
  /** The status, crowd or group; empty of everybody's. */
  readonly of: string;
  /** The channel they come by, where the shop limits how many of it an agent has. */
  readonly channel: string | null;
  /** The agent they wait for first. */
  readonly awaits: string | null;
  /** How many slots each takes. */
  readonly slots: number;
  /** What they ask of their agent; null: nothing. */
  readonly needs: Needs | null;
  /** Agents who gave them back: others of the pool may go to these. */
  readonly passedBy: readonly string[];
  /** Agents who do not take them even when nobody else is left, by `shortId`. */
  readonly tried: readonly string[];
}

/** An account in a key: keys are part of an index, whose rows are short. The last digits of an id are random. */
export const shortId = (id: string): string => id.slice(-8);

/** Marks those who were tried. */
const never = '!';

const prefixes: Readonly<Record<PoolKind, string>> = { ALL: 'ALL', STATUS: '', CROWD: 'CROWD:', GROUP: 'GROUP:' };

/** In SQL too: what follows it tells the sessions of a pool apart that not the same agents take. */
export const detailMark = ' with';
const [withPart, withoutPart] = [`${detailMark} `, ' without '] as const;

/** What follows the pool that a key begins with: `UNPAID with channel=DOUYIN&slots=2 without <account>,!<end of an account>`. */
export function poolKey({ kind, of, channel, awaits, slots, needs, passedBy, tried }: PoolParts): string {
  const details = [
    ...(channel === null ? [] : [`channel=${encodeURIComponent(channel)}`]),
    ...(awaits === null ? [] : [`for=${awaits}`]),
    ...(slots === 1 ? [] : [`slots=${slots}`]),
    ...(needs === null ? [] : [`needs=${encodeURIComponent(textOf(needs))}`]),
  ];
  const passed = [...passedBy, ...tried.map((id) => never + id)].sort();
  const detail = details.length === 0 ? '' : withPart + details.join('&');
  return prefixes[kind] + of + detail + (passed.length === 0 ? '' : withoutPart + passed.join(','));
}

/** Alike for sessions that ask for the same, in whatever order. */
function textOf({ skills, language }: Needs): string {
  const sorted = [...skills].sort((one, other) => (one.name < other.name ? -1 : 1));
  return JSON.stringify([language, ...sorted.flatMap(({ name, level }) => [name, level])]);
}

function needsOf(text: string | null): Needs | null {
  if (text === null) return null;
  const [language, ...rest] = JSON.parse(text) as [string | null, ...(string | number)[]];
  const skills = rest.flatMap((name, index) => (index % 2 === 0 ? [{ name: String(name), level: Number(rest[index + 1]) }] : []));
  return { skills, language };
}

const read = new Map<string, PoolParts & { readonly base: string }>();
const mostRead = 10_000;

/** The parts of a key, and the key of the pool without what tells its sessions apart. */
export function readPool(key: string): PoolParts & { readonly base: string } {
  const known = read.get(key);
  if (known) return known;
  if (read.size >= mostRead) read.clear();
  const parts = parse(key);
  read.set(key, parts);
  return parts;
}

function parse(key: string): PoolParts & { readonly base: string } {
  const [all = '', passed] = key.split(withoutPart);
  const [base = '', detail] = all.split(withPart);
  const details = new URLSearchParams(detail ?? '');
  const names = passed === undefined ? [] : passed.split(',');
  return {
    ...{ base, ...baseOf(base) },
    channel: details.get('channel'),
    awaits: details.get('for'),
    slots: Number(details.get('slots') ?? 1),
    needs: needsOf(details.get('needs')),
    passedBy: names.filter((name) => !name.startsWith(never)),
    tried: names.filter((name) => name.startsWith(never)).map((name) => name.slice(never.length)),
  };
}

function baseOf(base: string): Pick<PoolParts, 'kind' | 'of'> {
  if (base === prefixes.ALL) return { kind: 'ALL', of: '' };
  const kind = (['CROWD', 'GROUP'] as const).find((one) => base.startsWith(prefixes[one])) ?? 'STATUS';
  return { kind, of: base.slice(prefixes[kind].length) };
}
