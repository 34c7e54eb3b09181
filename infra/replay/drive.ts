import { setTimeout as sleep } from 'node:timers/promises';
import { createBuyerNames } from './buyer-names';
import type { PlayedContact } from './check-outcomes';
import type { CompressedClock } from './compressed-clock';
import type { ShopCalls } from './shop-calls';
import type { ReplayPlan } from './plan';
import { playAgent } from './play-agent';
import { playContact, type Stage } from './play-contact';
import type { Tally } from './tally';
import { createWaitingRoom } from './waiting-room';

/** How long, after everything is over, the last outcomes may take. */
const lastOutcomesMs = 30_000;

export interface Drive {
  readonly plan: ReplayPlan;
  readonly clock: CompressedClock;
  readonly calls: ShopCalls;
  /** Account ids by the agents' names in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly tally: Tally;
}

/** Plays the whole day: every agent and every contact by itself, all against the same clock. Answers with every contact's end. */
export async function drive({ plan, clock, calls, idOf, tally }: Drive): Promise<PlayedContact[]> {
  const noted = (what: string) => (error: Error) => void tally.failures.push(`${what}: ${error.message}`);
  const room = createWaitingRoom(() => calls.active());
  const agents = plan.agents.map((agent) =>
    playAgent(idOf.get(agent.name) ?? '', agent, clock, calls, tally).catch(noted(`agent ${agent.name}`)),
  );
  const over = Promise.all([clock.until(plan.lengthMs), ...agents]).then(() => undefined);
  const stage: Stage = { clock, calls, room, tally, nameOf: createBuyerNames(), over };
  const contacts = plan.contacts.map((contact) => playContact(contact, stage).catch(noted(`contact ${contact.id}`)));
  const stop = new AbortController();
  void over
    .then(() => sleep(lastOutcomesMs, undefined, { signal: stop.signal }))
    .then(() => room.close(new Error('it still has no agent and did not leave, though everything is over')))
    .catch(() => undefined);
  const played = await Promise.all(contacts);
  await over;
  stop.abort();
  return played.flatMap((contact) => (contact ? [contact] : []));
}
