import { printInstant } from './print-instant';

/** What a shop says when it has no text of its own (SCH-14, SCH-15). */
export const defaultNotice =
  '您好,现在不在工作时间,客服暂时无法回复。我们的接待时间是{receptionHours},请届时再来,或先留言,我们上班后会尽快回复您。';

const defaultOpeningNotice = '您好,现在不在工作时间,客服暂时无法回复。{receptionHours},请届时再来,或先留言,我们上班后会尽快回复您。';
const openEnded = '您好,现在不在工作时间,客服暂时无法回复。请先留言,我们恢复接待后会尽快回复您。';

/** Until something is known, a shop that names its hours or its next opening says this. */
const unknown = '另行通知';

export interface NoticeHours {
  /** As printed by schedule (RES-58); null when the shop has no regular hours. */
  readonly receptionHours: string | null;
  readonly nextOpeningAt: Date | null;
  readonly timeZone: string;
}

/** What can stand in braces in a closed notice, by the name that is kept; the others are aliases (RES-58). */
export const noticePlaceholders = {
  receptionHours: ['receptionHours', '具体接待时间'],
  nextOpening: ['nextOpening', '下次接待时间'],
} as const;

type Placeholder = keyof typeof noticePlaceholders;

const placeholderOf = (name: string): Placeholder | undefined =>
  (Object.keys(noticePlaceholders) as Placeholder[]).find((kept) => (noticePlaceholders[kept] as readonly string[]).includes(name));

const braces = /\{([^{}]*)\}/g;

/** The placeholders of a text under the names that are kept, and those that nobody knows. */
export function placeholdersIn(text: string): { readonly known: readonly Placeholder[]; readonly unknown: readonly string[] } {
  const names = [...text.matchAll(braces)].map(([, name]) => name ?? '');
  return { known: names.flatMap((name) => placeholderOf(name) ?? []), unknown: names.filter((name) => placeholderOf(name) === undefined) };
}

/** The text with each alias under the name that is kept. */
export const withKeptNames = (text: string): string =>
  text.replaceAll(braces, (_whole, name: string) => `{${placeholderOf(name) ?? name}}`);

/** The closed notice: the shop's template, or ours, with its hours or else the next opening filled in. */
export function closedNotice(template: string | null, { receptionHours, nextOpeningAt, timeZone }: NoticeHours): string {
  const opening = nextOpeningAt === null ? null : printInstant(nextOpeningAt, timeZone);
  const hours = receptionHours ?? (opening === null ? null : `下次接待时间为${opening}`);
  const values = { receptionHours: hours ?? unknown, nextOpening: opening ?? unknown };
  if (template !== null) return fill(template, values);
  if (hours === null) return openEnded;
  return fill(receptionHours === null ? defaultOpeningNotice : defaultNotice, values);
}

/** As it was filled before placeholders were checked at save. */
const older: Readonly<Record<string, Placeholder>> = { 接待时间: 'receptionHours' };

/** What is unknown stays as it stands. */
const fill = (template: string, values: Readonly<Record<Placeholder, string>>): string =>
  template.replaceAll(braces, (whole, name: string) => {
    const kept = placeholderOf(name) ?? older[name];
    return kept === undefined ? whole : values[kept];
  });
