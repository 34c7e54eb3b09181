/** What the channel has made of a message, as its connector reports it. */
export interface Delivery {
  readonly messageId: string;
  readonly sessionId: string;
  readonly ordinal: number;
  readonly shopId: string;
  readonly state: 'ACCEPTED' | 'FAILED';
  /** When it became so, by the connector's word: of several reports the latest counts. */
  readonly at: Date;
  /** Why it failed, in the connector's words. */
  readonly reason: string | null;
  /** The channel's own id of the message, by which it can be recalled there. */
  readonly channelMessageId: string | null;
}

/** Whether a report takes the place of what is known: it is later, or says more at the same instant. In any order reports come to the same. */
export function isNewer(report: Delivery, known: Delivery | undefined): boolean {
  if (known === undefined) return true;
  const later = report.at.getTime() - known.at.getTime();
  return later > 0 || (later === 0 && rankOf(report) > rankOf(known));
}

/** Reports of one instant in a fixed order: what was accepted goes before what failed. */
const rankOf = ({ state, reason, channelMessageId }: Delivery): string =>
  JSON.stringify([state === 'ACCEPTED' ? 1 : 0, channelMessageId ?? '', reason ?? '']);

/** What is known after these reports, of the messages of which something changed. */
export function mergeDeliveries(known: ReadonlyMap<string, Delivery>, reports: readonly Delivery[]): Delivery[] {
  const merged = new Map<string, Delivery>();
  for (const report of reports)
    if (isNewer(report, merged.get(report.messageId) ?? known.get(report.messageId))) merged.set(report.messageId, report);
  return [...merged.values()].sort((one, other) => (one.messageId < other.messageId ? -1 : 1));
}
