import type { SessionPage } from '../app/list-sessions';
import type { SessionEdgeParent } from './parents';

/** A page of any list of sessions, ready for its fields. */
export interface SessionConnectionParent {
  readonly edges: readonly SessionEdgeParent[];
  readonly more: boolean;
  /** A query of its own, run only when a client selects it. */
  readonly count: () => Promise<number>;
}

export const connectionOf = <C>({ rows, more, count }: SessionPage<C>, write: (cursor: C) => string): SessionConnectionParent => ({
  edges: rows.map(({ view, cursor }) => ({ cursor: write(cursor), node: view })),
  more,
  count,
});
