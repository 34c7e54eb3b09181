import type { Step } from '#libs/messaging/index';
import { commandKey, once } from '#libs/platform/database/command-results';
import { ended, openOwner, type Owner, type Places } from '#test/integration/messaging-house';

/** What the process is told to do, as JSON in its first argument: to take one command and to end at a step, before the client has its answer. */
export interface Orders {
  readonly places: Places;
  readonly step: Step;
  readonly shopId: string;
  readonly session: string;
}

/** How it ends: no clean-up, no last word, as if killed. */
export const diedAtStep = 86;

/** A client's command: done once per session, however often it is sent. */
export const endSession = (owner: Owner, shopId: string, session: string, beforeCommit = (): void => undefined): Promise<string> =>
  owner.db.transaction([shopId], async (tx) => {
    const result = await once(tx, commandKey(shopId, 'endSession', { commandId: session }), async () => {
      await owner.relay.outbox.append(tx, [ended(shopId, session)]);
      return `ended ${session}`;
    });
    beforeCommit();
    return result;
  });

async function run({ places, step, shopId, session }: Orders): Promise<void> {
  const atStep = (at: Step): void => {
    if (at === step) process.exit(diedAtStep);
  };
  const owner = openOwner(places, { atStep });
  await owner.relay.start();
  await endSession(owner, shopId, session, () => atStep('before-commit'));
}

if (require.main === module) void run(JSON.parse(process.argv[2]!) as Orders);
