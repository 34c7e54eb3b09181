import { entriesOf, readPositions, type Positions } from '#libs/contracts/index';

/** A longer one is none of ours. */
const longest = 2_000;

/** Where a stream of a shop is, as the id of an event: any gateway process can go on from it. Streams without any fact yet are left out. */
export const toCursor = (shopId: string, positions: Positions): string =>
  [
    shopId,
    ...entriesOf(positions)
      .filter(([, [incarnation, seq]]) => incarnation > 1 || seq > 0)
      .map(([topic, [incarnation, seq]]) => `${topic}=${incarnation}.${seq}`),
  ].join(';');

/** The positions in a cursor of this shop; undefined for anything else. The shop itself is always the token's, never the cursor's. */
export function fromCursor(shopId: string, cursor: string | undefined): Positions | undefined {
  if (cursor === undefined || cursor.length > longest) return undefined;
  const [shop, ...parts] = cursor.split(';');
  if (shop !== shopId) return undefined;
  const entries = parts.map((part) => /^([a-z-]+)=(\d{1,10})\.(\d{1,16})$/.exec(part));
  if (!entries.every((entry) => entry !== null)) return undefined;
  return readPositions(Object.fromEntries(entries.map(([, topic, incarnation, seq]) => [topic, [Number(incarnation), Number(seq)]])));
}
