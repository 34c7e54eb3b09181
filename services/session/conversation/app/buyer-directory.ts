import type { Deps } from '#libs/service/run-service';
import { AppError } from '#libs/platform/errors';
import { derivedId } from '#libs/platform/process/ids';
import { createKnowShop } from '../../copies/app/known-shops';
import { channelNames, channelOf } from '../domain/channel';
import type { NamedBuyer } from '../store/lock-buyers';
import { readBuyers } from '../store/read-buyers';

/** A buyer as a connector names them. */
export interface BuyerName {
  readonly channel: string;
  readonly externalId: string;
  readonly name?: string | null | undefined;
}

export interface BuyerDirectory {
  /** The buyer a connector speaks for. Waits up to 2 s until this service has heard of the shop; refuses unknown channels. */
  identify(shopId: string, buyer: BuyerName): Promise<NamedBuyer>;
}

/** A buyer is shop, channel and the channel's own id; so the id needs no look-up. */
export const buyerIdOf = (shopId: string, { channel, externalId }: BuyerName): string => derivedId(shopId, channel, externalId);

export function createBuyerDirectory({ readDb }: Pick<Deps, 'readDb'>): BuyerDirectory {
  const knowShop = createKnowShop(readDb);
  /** Buyers of the time when any spelling was a channel of its own keep their history under that spelling. */
  const isStored = async (shopId: string, id: string): Promise<boolean> =>
    (await readDb.transaction([shopId], (tx) => readBuyers(tx, [id]))).length > 0;
  return {
    identify: async (shopId, buyer) => {
      await knowShop(shopId);
      const named = (channel: string): NamedBuyer => {
        const { externalId, name = null } = buyer;
        return { id: buyerIdOf(shopId, { channel, externalId }), shopId, channel, externalId, name };
      };
      const channel = channelOf(buyer.channel);
      if (channel === buyer.channel) return named(channel);
      const asSpelled = named(buyer.channel);
      if (await isStored(shopId, asSpelled.id)) return asSpelled;
      if (channel === null) throw unknownChannel();
      return named(channel);
    },
  };
}

const unknownChannel = (): AppError =>
  new AppError('BAD_USER_INPUT', 'buyer.channel is not the name of a channel.', { field: 'buyer.channel', expected: channelNames });
