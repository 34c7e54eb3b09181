import type { Step } from '#libs/messaging/index';
import { ended, openOwner, openReader, upTo, writeDown, type Places } from '#test/integration/messaging-house';

/** What a process that is to die is told: `before-commit` of an owner is its own transaction, that of a reader its inbox's. */
export interface Doom {
  readonly places: Places;
  readonly role: 'owner' | 'reader';
  readonly step: Step;
  readonly shops: readonly string[];
}

export const eventsPerShop = 40;

const dieAt =
  (step: Step) =>
  (at: Step): void => {
    if (at === step) process.kill(process.pid, 'SIGKILL');
  };

/** Publishes or reads, as kill -9 finds it at the step named. */
const main = (doom: Doom): Promise<void> => (doom.role === 'reader' ? read(doom) : publish(doom));

/** Dies in its first flight with an event of these shops: other tests write to the same topics at the same time. */
async function read({ places, step, shops }: Doom): Promise<void> {
  let met = false;
  await openReader(places, {
    effect: async (tx, events) => {
      met ||= events.some(({ shopId }) => shops.includes(shopId));
      await writeDown(tx, events);
    },
    atStep: (at) => {
      if (met) dieAt(step)(at);
    },
  }).consumer.start();
}

async function publish({ places, step, shops }: Doom): Promise<void> {
  const die = dieAt(step);
  const owner = openOwner(places, { atStep: die });
  await owner.relay.start();
  await owner.db.transaction(shops, async (tx) => {
    await owner.relay.outbox.append(
      tx,
      shops.flatMap((shop) => upTo(eventsPerShop).map(() => ended(shop))),
    );
    die('before-commit');
  });
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as Doom);
