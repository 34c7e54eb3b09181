import type { Deps } from '#libs/service/run-service';
import type { Needs } from '../../conversation/domain/session';
import { meetBuyers, type NamedBuyer } from '../../conversation/store/lock-buyers';
import { saveEntered } from '../store/save-entered';

/** A buyer enters and something is asked of agents: kept with the buyer for the sessions that open within 24 hours. */
export const enterAsking = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, buyer: NamedBuyer, needs: Needs): Promise<void> =>
  db.transaction([buyer.shopId], async (tx) => {
    meetBuyers(tx, { named: [buyer], known: [], sessions: [] });
    saveEntered(tx, buyer.id, needs, clock.now());
  });
