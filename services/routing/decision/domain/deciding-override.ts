/** The override that a decision was made under, by its revision; `to` null = until it is lifted. */
export interface DecidingOverride {
  readonly revision: number;
  readonly from: Date;
  readonly to: Date | null;
}

/** The same in a record: instants in milliseconds. */
export type RecordedOverride = readonly [revision: number, from: number, to: number | null];

export const recordedOverride = ({ revision, from, to }: DecidingOverride): RecordedOverride => [
  revision,
  from.getTime(),
  to && to.getTime(),
];

export const overrideOf = ([revision, from, to]: RecordedOverride): DecidingOverride => ({
  revision,
  from: new Date(from),
  to: to === null ? null : new Date(to),
});
