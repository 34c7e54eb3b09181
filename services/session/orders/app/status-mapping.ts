import { audit } from '#libs/platform/audit/audit';
import type { Database } from '#libs/platform/database/database';
import { granted, refuse } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { channelNames, channelOf } from '../../conversation/domain/channel';
import { inLockedShop, type KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import type { StatusText } from '../domain/known-statuses';
import { mappingsOfShop, saveMapping, type StatusMapping } from '../store/status-mappings';

export interface MappingInput extends CommandInput {
  readonly channel: string;
  readonly texts: readonly StatusText[];
}

/** As many channels of a shop can have words of their own. */
const mostChannels = 50;

/** Replaces the shop's words for the statuses of one channel's orders (RES-1). Orders that are known keep their status. */
export const saveStatusMapping = (deps: KnowledgeDeps, command: Command<MappingInput>): Promise<StatusMapping> =>
  inLockedShop(deps, command, async ({ tx, shopId, now }) => {
    const { channel: spelled, texts } = command.input;
    const channel = channelOf(spelled);
    if (channel === null) return granted<never>(unknownChannel);
    const mappings = await mappingsOfShop(tx, shopId);
    const before = mappings.find((mapping) => mapping.channel === channel);
    if (!before && mappings.length >= mostChannels) return granted<never>(tooMany);
    const after = { shopId, channel, texts };
    saveMapping(tx, after);
    const lines = { before: before ? shown(before) : null, after: shown(after) };
    audit(tx, command, { at: now, on: { kind: 'ORDER_STATUSES', id: channel }, ...lines });
    return after;
  });

/** The shop's own words, by channel. */
export const readMappings = (db: Database, shopId: string): Promise<StatusMapping[]> =>
  db.transaction([shopId], (tx) => mappingsOfShop(tx, shopId));

const shown = ({ channel, texts }: StatusMapping) => ({ channel, texts: texts.length });

const unknownChannel = refuse('BAD_USER_INPUT', 'channel is not the name of a channel.', { field: 'channel', expected: channelNames });
const tooMany = refuse('BAD_USER_INPUT', 'The shop has words for as many channels as it can have.', {
  field: 'channel',
  expected: `one of the ${mostChannels} channels that have words already`,
});
