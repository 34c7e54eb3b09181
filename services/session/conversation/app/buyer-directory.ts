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
  /** As `identify`, for many at once; `fieldOf` names the field of one's channel. */
  identifyAll(shopId: string, buyers: readonly BuyerName[], fieldOf: (index: number) => string): Promise<NamedBuyer[]>;
}

/** A buyer is shop, channel and the channel's own id; so the id needs no look-up. */
export const buyerIdOf = (shopId: string, { channel, externalId }: BuyerName): string => derivedId(shopId, channel, externalId);

export function createBuyerDirectory({ readDb }: Pick<Deps, 'readDb'>): BuyerDirectory {
  const knowShop = createKnowShop(readDb);
  /** Buyers of the time when any spelling was a channel of its own keep their history under that spelling. */
  const storedAmong = async (shopId: string, ids: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(ids.length === 0 ? [] : (await readDb.transaction([shopId], (tx) => readBuyers(tx, ids))).map(({ id }) => id));
  const identifyAll: BuyerDirectory['identifyAll'] = async (shopId, buyers, fieldOf) => {
    await knowShop(shopId);
    const spellings = buyers.filter(({ channel }) => channelOf(channel) !== channel);
    const stored = await storedAmong(
      shopId,
      spellings.map((buyer) => buyerIdOf(shopId, buyer)),
    );
    return buyers.map(({ channel: spelled, externalId, name = null }, index) => {
      const isOwnChannel = stored.has(buyerIdOf(shopId, { channel: spelled, externalId }));
      const channel = isOwnChannel ? spelled : channelOf(spelled);
      if (channel === null) throw unknownChannel(fieldOf(index));
      return { id: buyerIdOf(shopId, { channel, externalId }), shopId, channel, externalId, name };
    });
  };
  return { identifyAll, identify: async (shopId, buyer) => (await identifyAll(shopId, [buyer], () => 'buyer.channel'))[0]! };
}

const unknownChannel = (field: string): AppError =>
  new AppError('BAD_USER_INPUT', `${field} is not the name of a channel.`, { field, expected: channelNames });
