/** What figures are told by. An agent's are credited by the rule of each metric; all others add up to the shop's. */
export const dimensions = ['SHOP', 'AGENT', 'GROUP', 'POOL', 'ORDER_STATUS', 'ENTRY_POINT', 'CHANNEL'] as const;

export type Dimension = (typeof dimensions)[number];

/** Where a session belongs, beside its agents. */
export interface Place {
  /** The business date of its opening (MET-10). */
  readonly businessDate: string;
  /** The half hour of that date, 0 to 47, by the shop's clocks. */
  readonly halfHour: number;
  readonly channel: string;
  /** The group whose it was last; null where an older projection did not say, which counts for no group. */
  readonly groupId: string | null;
  readonly pool: string;
  readonly orderStatus: string;
  readonly entryPoint: string;
}

/** What stands for a value that nobody told. */
export const unknownMember = 'UNKNOWN';

/** The members of the dimensions that a session's own figures count for. */
export const membersOf = ({ channel, groupId, pool, orderStatus, entryPoint }: Place): readonly (readonly [Dimension, string])[] => [
  ['SHOP', ''],
  ...(groupId === null ? [] : [['GROUP', groupId] as const]),
  ['POOL', pool],
  ['ORDER_STATUS', orderStatus],
  ['ENTRY_POINT', entryPoint],
  ['CHANNEL', channel],
];
