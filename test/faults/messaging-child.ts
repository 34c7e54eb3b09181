import type { AtStep, Step } from '#libs/messaging/index';
import { ended, openOwner, openReader, upTo, type Places } from '#test/integration/messaging-house';

/** What a process that is to die is told: `before-commit` of an owner is its own transaction, that of a reader its inbox's. */
export interface Doom {
  readonly places: Places;
  readonly role: 'owner' | 'reader';
  readonly step: Step;
  readonly shops: readonly string[];
}

export const eventsPerShop = 40;

/** Publishes or reads, as kill -9 finds it at the step named. */
async function main({ places, role, step, shops }: Doom): Promise<void> {
  const die: AtStep = (at) => {
    if (at === step) process.kill(process.pid, 'SIGKILL');
  };
  if (role === 'reader') {
    await openReader(places, { atStep: die }).consumer.start();
    return;
  }
  const owner = openOwner(places, { atStep: die });
  await owner.relay.start();
  await owner.db.transaction(shops, async (tx) => {
    await owner.relay.outbox.append(
      tx,
      shops.flatMap((shop) => upTo(eventsPerShop).map(() => ended(shop))),
    );
    await die('before-commit');
  });
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as Doom);
