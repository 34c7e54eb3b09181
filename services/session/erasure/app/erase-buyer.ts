import { factOf, type AnyNewEvent, type Trigger } from '#libs/contracts/index';
import { forgetTold } from '#libs/messaging/index';
import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { Uploads } from '../../attachments/app/uploads';
import { takeOutOf } from '../../attachments/store/erased-files';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import type { Buyer } from '../../conversation/domain/session';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { readBuyers } from '../../conversation/store/read-buyers';
import { unknownBuyer } from '../../profiles/app/merge-buyers';
import { identitiesOf } from '../../profiles/store/identities';
import { forget, sessionsOfBuyers, type Erased } from '../store/forget';

export interface ErasureDeps extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox' | 'log'> {
  readonly buyers: BuyerDirectory;
  readonly uploads: Pick<Uploads, 'linkOf'>;
  /** Removes the files of the shop's erased buyers. */
  readonly removeFiles: (shopId: string) => Promise<unknown>;
}

export interface NamedInput extends CommandInput {
  readonly buyer: BuyerName;
}

export interface Erasure {
  readonly buyer: Buyer;
  readonly sessions: number;
}

/** As many sessions does one event name. */
const sessionsPerEvent = 500;

/**
 * Erases a person on request: names, texts, profile and what channels told of them, in all identities; figures and decisions stay. Refused while a session is
 * open: whoever has it ends it first. Again, it does nothing more.
 */
export async function eraseBuyer(deps: ErasureDeps, command: Command<NamedInput>): Promise<Erasure> {
  const { shopId, key, input, trigger } = command;
  const { id } = await deps.buyers.identify(shopId, input.buyer);
  const done = await deps.db.transaction([shopId], async (tx) => {
    const { sessions } = await once(tx, key, async () => {
      const persons = await holdPerson(tx, id);
      const found = await sessionsOfBuyers(
        tx,
        persons.map((person) => person.id),
      );
      if (found.some(({ open }) => open)) throw inSession;
      const at = deps.clock.now();
      const erased: Erased = {
        ...{ shopId, at, buyers: persons.map((person) => person.id), sessions: found.map((session) => session.id) },
        commandPrefixes: persons.map(({ channel, externalId }) => `${JSON.stringify([channel, externalId]).slice(0, -1)},`),
      };
      takeOutOf(tx, erased.buyers);
      forget(tx, erased);
      forgetTold(tx, erased);
      const before = { erasedAt: persons.find((person) => person.id === id)?.erasedAt ?? null };
      audit(tx, command, { at, on: { kind: 'BUYER', id }, before, after: { erasedAt: at } });
      await deps.outbox.append(tx, erasedFacts(trigger, erased, id, deps.newId));
      return { sessions: found.length };
    });
    const [buyer] = await readBuyers(tx, [id]);
    return { buyer: buyer ?? unknownBuyer('buyer'), sessions };
  });
  // Files are in no transaction. What is not removed now is still noted, and a worker removes it.
  await deps.removeFiles(shopId).catch((err: unknown) => deps.log.warn({ err, shopId }, 'files of an erased buyer will be removed later'));
  return done;
}

/** Holds all identities of the person, and reads them then. */
async function holdPerson(tx: Tx, id: string): Promise<Buyer[]> {
  meetBuyers(tx, { named: [], known: [id], sessions: [] });
  const identities = (await identitiesOf(tx, [id])).get(id) ?? unknownBuyer('buyer');
  if (identities.length > 1) meetBuyers(tx, { named: [], known: identities, sessions: [] });
  return readBuyers(tx, identities);
}

/** Others forget what channels told of these sessions. There is at least one event, since orders are told without a session. */
function erasedFacts(trigger: Trigger, { shopId, buyers, sessions, at }: Erased, buyerId: string, newId: () => string): AnyNewEvent[] {
  const parts = Math.max(1, Math.ceil(sessions.length / sessionsPerEvent));
  return Array.from({ length: parts }, (_, part) =>
    factOf<'session-closed', 'erased'>(trigger, {
      ...{ id: newId(), topic: 'session-closed', type: 'erased', shopId, subject: buyerId, occurredAt: at, policyVersion: null },
      value: { buyerId, buyerIds: [...buyers], sessionIds: sessions.slice(part * sessionsPerEvent, (part + 1) * sessionsPerEvent) },
    }),
  );
}

const inSession = new AppError('BUYER_IN_SESSION', 'The buyer has an open session.', {
  field: 'buyer',
  expected:
    'a buyer whose sessions are closed: end the session first; a left message is assigned to somebody and ended; a hold is waited for',
});
