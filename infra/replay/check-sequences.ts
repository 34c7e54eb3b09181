import type { ReceivedEvent } from '#libs/contracts/event';
import { check, type Check } from './check';

/** Each stream of the shop counts 1, 2, 3 … without gaps, in the order of the log. A number that comes again must be the same event again. */
export function checkSequences(log: readonly ReceivedEvent[]): Check {
  const streams = new Map<string, { ids: string[]; incarnation: number }>();
  const problems: string[] = [];
  let duplicates = 0;
  for (const { topic, id, sequence, incarnation } of log) {
    const stream = streams.get(topic) ?? { ids: [], incarnation };
    streams.set(topic, stream);
    const before = stream.ids[sequence - 1];
    if (incarnation !== stream.incarnation) problems.push(`${topic}: incarnation ${incarnation} after ${stream.incarnation}`);
    else if (before === id) duplicates += 1;
    else if (before !== undefined) problems.push(`${topic}: number ${sequence} was given twice`);
    else if (sequence === stream.ids.length + 1) stream.ids.push(id);
    else problems.push(`${topic}: number ${sequence} comes after ${stream.ids.length}`);
  }
  const counts = [...streams].map(([topic, { ids }]) => `${topic} ${ids.length}`).join(', ');
  return check('sequences without gaps', problems, `${counts}${duplicates > 0 ? `; ${duplicates} duplicates` : ''}`);
}
