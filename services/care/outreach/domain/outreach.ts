/** What a connector has made of something that was to be sent. */
export interface OutreachReport {
  readonly state: 'ACCEPTED' | 'FAILED';
  /** When it became so, by the connector's word: of several reports the latest counts. */
  readonly at: Date;
  /** The shop's own system's name of the coupon or offer that it issued. */
  readonly issued: string | null;
  /** Why it failed, in the connector's words. */
  readonly reason: string | null;
}

/** Whether a report takes the place of what is known: it is later, or accepted at the same instant. In any order reports come to the same. */
export function isNewer(report: OutreachReport, known: { readonly state: string | null; readonly reportedAt: Date | null }): boolean {
  if (known.reportedAt === null) return true;
  const later = report.at.getTime() - known.reportedAt.getTime();
  return later > 0 || (later === 0 && report.state === 'ACCEPTED' && known.state === 'FAILED');
}

/** Marketing to one customer within a period, over all flows and campaigns (CARE-9). */
export const pushCap = { messages: 2, days: 30 } as const;

const dayMs = 24 * 3_600_000;

/** From when on what was sent counts against the cap: exactly `days` ago still does. */
export const cappedSince = (now: Date): Date => new Date(now.getTime() - pushCap.days * dayMs);

export type SkipReason = 'NO_CONSENT' | 'CAP' | 'LATE';

/** Why marketing is not sent to a customer now; null = it is (CARE-9, CARE-10). */
export function skipReason(
  medium: string,
  customer: { readonly media: readonly string[]; readonly sentLately: number },
): SkipReason | null {
  if (!customer.media.includes(medium)) return 'NO_CONSENT';
  return customer.sentLately >= pushCap.messages ? 'CAP' : null;
}
