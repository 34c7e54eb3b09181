import type { BuyerName } from './buyer-names';
import type { PlayedContact } from './check-outcomes';
import type { CompressedClock } from './compressed-clock';
import type { ActiveSession, ShopCalls } from './shop-calls';
import type { PlannedContact } from './plan';
import { duringTalk, type Tally } from './tally';
import type { WaitingRoom } from './waiting-room';

/** What all contacts of a replay share. */
export interface Stage {
  readonly clock: CompressedClock;
  readonly calls: ShopCalls;
  readonly room: WaitingRoom;
  readonly tally: Tally;
  readonly nameOf: (contact: PlannedContact) => BuyerName;
  /** Fulfilled when nobody arrives and no agent is there any more. */
  readonly over: Promise<void>;
}

/** One contact from its arrival to its end: it writes, waits or is taken, is served or leaves. */
export async function playContact(contact: PlannedContact, stage: Stage): Promise<PlayedContact> {
  const { clock, calls, tally, nameOf } = stage;
  await clock.until(contact.atMs);
  const name = nameOf(contact);
  tally.arrived += 1;
  try {
    const { sessionId, outcome } = await calls.write(contact.id, name.externalId);
    const taken = await untilTakenOrGone(contact, name.externalId, { sessionId, assigned: outcome === 'ASSIGNED' }, stage);
    if (taken) await serve(taken, contact.serviceMs, stage);
    tally[taken ? 'served' : 'left'] += 1;
    return { contactId: contact.id, sessionId, outcome: taken ? 'served' : 'left' };
  } finally {
    name.release();
  }
}

/**
 * Waits for an agent as long as the contact's patience lasts, counted from its arrival: who has none leaves as soon as it is told that it has
 * to wait. Who has been given an agent at once does not leave, nor does the one whose leaving comes too late.
 */
async function untilTakenOrGone(
  contact: PlannedContact,
  externalId: string,
  { sessionId, assigned }: { readonly sessionId: string; readonly assigned: boolean },
  { clock, calls, room, over }: Stage,
): Promise<ActiveSession | undefined> {
  const active = room.untilActive(sessionId);
  active.catch(() => undefined); // It may fail after this contact has already failed for another reason.
  if (assigned) return active;
  const patience = contact.patienceMs === null ? over : clock.until(contact.atMs + contact.patienceMs);
  const taken = await Promise.race([active, patience.then(() => undefined)]);
  if (taken) return taken;
  if (!(await calls.leave(contact.id, externalId))) return active;
  room.forget(sessionId);
  return undefined;
}

/** Served from the moment it is seen with its agent, so that the calls in between do not lengthen the talk. */
async function serve(session: ActiveSession, serviceMs: number, { clock, calls, tally }: Stage): Promise<void> {
  const since = clock.now();
  await duringTalk(tally, session.agentId, async () => {
    await calls.answer(session);
    await clock.until(since + serviceMs);
    await calls.end(session);
  });
}
