import { topicOwners, type Topic } from '#libs/contracts/index';
import { isId } from '#libs/platform/process/ids';

/** That something has happened in a shop, read from a record's key and headers. */
export interface FactNote {
  readonly topic: Topic;
  readonly type: string;
  readonly shopId: string;
  /** The session's, account's or shop's id. */
  readonly subject: string;
  readonly incarnation: number;
  readonly seq: number;
  /** JSON text of the fact's value. */
  readonly value: string;
}

interface Taken {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** The shop of a record, by which nearly all of them are passed over. */
export const shopOf = ({ key }: Pick<Taken, 'key'>): string => key?.toString() ?? '';

/** The note of a record; undefined for one that is none of ours. */
export function noteOf(topic: string, record: Taken): FactNote | undefined {
  const { value, headers = {} } = record;
  const shopId = shopOf(record);
  const [seq, incarnation] = [Number(headers['sequence']?.toString()), Number(headers['incarnation']?.toString() ?? 1)];
  if (!(topic in topicOwners) || !isId(shopId) || !isPlace(seq) || !isPlace(incarnation)) return undefined;
  return {
    topic: topic as Topic,
    type: headers['ce_type']?.toString() ?? '',
    shopId,
    subject: headers['ce_subject']?.toString() ?? shopId,
    incarnation,
    seq,
    value: value?.toString() ?? '',
  };
}

const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
