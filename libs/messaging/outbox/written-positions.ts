import { isAtLeast, topics, type Positions, type StreamPlace, type Topic } from '#libs/contracts/index';
import type { OutboxRow } from '../kafka/envelope';

/** Shops remembered at most. One that is forgotten is known again with its next event, which is all that a command's answer needs. */
const remembered = 10_000;

const known: ReadonlySet<string> = new Set(topics);

/** The last numbers that this process has given, by shop. */
export interface WrittenPositions {
  note(rows: readonly Pick<OutboxRow, 'stream' | 'shopId' | 'incarnation' | 'seq'>[]): void;
  of(shopId: string): Positions | undefined;
}

export function createWrittenPositions(): WrittenPositions {
  const shops = new Map<string, { [T in Topic]?: StreamPlace }>();
  return {
    note: (rows) => {
      for (const { stream, shopId, incarnation, seq } of rows) {
        if (!known.has(stream)) continue;
        let ofShop = shops.get(shopId);
        if (!ofShop) shops.set(shopId, (ofShop = {}));
        const place = ofShop[stream as Topic];
        if (!place || !isAtLeast(place, [incarnation, seq])) ofShop[stream as Topic] = [incarnation, seq];
      }
      for (const [oldest] of shops) {
        if (shops.size <= remembered) return;
        shops.delete(oldest);
      }
    },
    of: (shopId) => shops.get(shopId),
  };
}
