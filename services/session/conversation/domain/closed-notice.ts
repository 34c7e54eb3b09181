import { printInstant } from './print-instant';

/** What a shop says when it has no text of its own (SCH-14, SCH-15). */
export const defaultNotice =
  '您好,现在不在工作时间,客服暂时无法回复。我们的接待时间是{receptionHours},请届时再来,或先留言,我们上班后会尽快回复您。';

const defaultOpeningNotice = '您好,现在不在工作时间,客服暂时无法回复。{receptionHours},请届时再来,或先留言,我们上班后会尽快回复您。';
const openEnded = '您好,现在不在工作时间,客服暂时无法回复。请先留言,我们恢复接待后会尽快回复您。';

export interface NoticeHours {
  /** As printed by schedule (RES-58); null when the shop has no regular hours. */
  readonly receptionHours: string | null;
  readonly nextOpeningAt: Date | null;
  readonly timeZone: string;
}

/** The closed notice: the shop's template, or ours, with its hours or else the next opening filled in. Chinese variable names are aliases (RES-58). */
export function closedNotice(template: string | null, { receptionHours, nextOpeningAt, timeZone }: NoticeHours): string {
  const opening = nextOpeningAt === null ? null : `下次接待时间为${printInstant(nextOpeningAt, timeZone)}`;
  const hours = receptionHours ?? opening;
  if (template !== null) return fill(template, hours ?? '另行通知');
  if (hours === null) return openEnded;
  return fill(receptionHours === null ? defaultOpeningNotice : defaultNotice, hours);
}

const fill = (template: string, hours: string): string => template.replaceAll(/\{(?:receptionHours|具体接待时间|接待时间)\}/g, () => hours);
