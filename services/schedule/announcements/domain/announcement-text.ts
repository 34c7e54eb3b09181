import { dateText, toLocal } from '#libs/calendar/index';
import { changedParts, type Hours } from './changed-parts';

/** The hours on both sides of a change. */
export interface AnnouncedChange {
  readonly old: Hours;
  readonly new: Hours;
  readonly reason: string;
  readonly effectiveFrom: Date;
  readonly zone: string;
}

export interface AnnouncementText {
  readonly text: string;
  readonly textEn: string;
}

/** What buyers read of a change (SCH-21): old hours, new hours, the reason, and that messages may be left meanwhile. */
export function announcementText({ old, new: now, reason, effectiveFrom, zone }: AnnouncedChange): AnnouncementText {
  const from = dateText(toLocal(zone, effectiveFrom).date);
  const parts = changedParts(old, now, from);
  const [zh, en] = [parts.map((part) => part.zh).join(';'), parts.map((part) => part.en).join('; ')];
  return {
    text: `尊敬的顾客,因${reason},自${from}起,客服接待时间${zh === '' ? '有调整' : zh}。其他时间您可以先留言,我们会尽快回复。`,
    textEn: `Dear customers, from ${from} on our reception hours ${en === '' ? 'are adjusted' : en}. Reason: ${reason}. You can leave a message at any other time; we answer as soon as we can.`,
  };
}
