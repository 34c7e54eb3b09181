import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import type { Database } from '#libs/platform/database/database';
import { granted, refuse } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { createKnowShop } from '../../copies/app/known-shops';
import { channelNames, channelOf } from '../../conversation/domain/channel';
import type { StatusText } from '../domain/known-statuses';
import { mappingsOfShop, saveMapping, type StatusMapping } from '../store/status-mappings';

export interface MappingInput extends CommandInput {
  readonly channel: string;
  readonly texts: readonly StatusText[];
}

/** As many channels of a shop can have words of their own. */
const mostChannels = 50;

/** Replaces the shop's words for the statuses of one channel's orders (RES-1). Orders that are known keep their status. */
export function createSaveMapping({ db, readDb, clock }: Pick<Deps, 'db' | 'readDb' | 'clock'>) {
  const knowShop = createKnowShop(readDb);
  return async (command: Command<MappingInput>): Promise<StatusMapping> => {
    const { shopId, key, input } = command;
    await knowShop(shopId);
    const channel = channelOf(input.channel);
    if (channel === null) return granted<never>(unknownChannel);
    return db.transaction([shopId], (tx) =>
      once(tx, key, async () => {
        const mappings = await mappingsOfShop(tx, shopId);
        const before = mappings.find((mapping) => mapping.channel === channel);
        if (!before && mappings.length >= mostChannels) return granted<never>(tooMany);
        const after = { shopId, channel, texts: input.texts };
        saveMapping(tx, after);
        audit(tx, command, {
          at: clock.now(),
          on: { kind: 'ORDER_STATUSES', id: channel },
          before: before ? shown(before) : null,
          after: shown(after),
        });
        return after;
      }),
    );
  };
}

/** The shop's own words, by channel. */
export const readMappings = (db: Database, shopId: string): Promise<StatusMapping[]> =>
  db.transaction([shopId], (tx) => mappingsOfShop(tx, shopId));

const shown = ({ channel, texts }: StatusMapping) => ({ channel, texts: texts.length });

const unknownChannel = refuse('BAD_USER_INPUT', 'channel is not the name of a channel.', { field: 'channel', expected: channelNames });
const tooMany = refuse('BAD_USER_INPUT', 'The shop has words for as many channels as it can have.', {
  field: 'channel',
  expected: `one of the ${mostChannels} channels that have words already`,
});
