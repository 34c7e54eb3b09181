interface Snapshot {
  readonly shopId: string;
  readonly version: number;
}

/** Of several snapshots of one subject the newest, since a statement takes each row once; in order of the subject, as every lock is taken. */
export function newestOf<S extends Snapshot>(snapshots: readonly S[], subject: (snapshot: S) => string = ({ shopId }) => shopId): S[] {
  const newest = new Map<string, S>();
  for (const snapshot of snapshots) {
    const known = newest.get(subject(snapshot));
    if (known === undefined || known.version < snapshot.version) newest.set(subject(snapshot), snapshot);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, snapshot]) => snapshot);
}
