import type { ServedAct } from '#libs/platform/access/audited';
import { actorOf } from '#libs/platform/access/caller';
import { audit } from '#libs/platform/audit/audit';
import type { RouteAsked } from '#libs/platform/graphql/service-route';
import type { ReadDeps } from '../../figures/app/read-settled';

/** Who takes what out of a shop. */
export interface NotedExport extends Pick<RouteAsked, 'caller' | 'calledFrom' | 'traceparent'> {
  readonly shopId: string;
  readonly operation: ServedAct;
  /** What of the question an audit line shows. */
  readonly what: object;
}

/** Leaves the audit line of an export, before any of it goes out. */
export const noteExport = ({ db, clock }: Pick<ReadDeps, 'db' | 'clock'>, noted: NotedExport): Promise<void> =>
  db.transaction([noted.shopId], (tx) => {
    const { shopId, operation, caller, calledFrom, traceparent, what } = noted;
    const trigger = { actor: actorOf(caller), causeId: null, traceparent };
    const on = { kind: 'EXPORT', id: shopId } as const;
    audit(tx, { shopId, operation, caller, trigger, calledFrom }, { at: clock.now(), on, before: null, after: what });
    return Promise.resolve();
  });
