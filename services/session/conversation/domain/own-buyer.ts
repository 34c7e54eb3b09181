import { refuse, type Refusal } from '#libs/platform/errors';
import { channelOf } from './channel';

interface Name {
  readonly channel: string;
  readonly externalId: string;
}

/** Who asks, as far as it matters here: a caller of the role BUYER is one buyer, everybody else is none. */
export interface Asker {
  readonly roles: readonly string[];
  readonly buyer?: Name | undefined;
}

/** Whether who asks may be told of the buyer: a buyer of itself only, everybody else of every buyer of its shop. */
export const mayKnow = ({ roles, buyer }: Asker, about: Name): boolean =>
  !roles.includes('BUYER') || (buyer !== undefined && isSame(buyer, about));

/** A buyer speaks for itself only. */
export function refuseOther(asker: Asker, about: Name): Refusal | undefined {
  if (mayKnow(asker, about)) return undefined;
  return refuse('FORBIDDEN', 'Your token speaks for another buyer.', {
    field: 'buyer',
    expected: 'the channel and externalId that your token names',
  });
}

/** One channel has several spellings. */
const isSame = (a: Name, b: Name): boolean =>
  a.externalId === b.externalId && (channelOf(a.channel) ?? a.channel) === (channelOf(b.channel) ?? b.channel);
