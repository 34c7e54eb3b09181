import { entriesOf, readPositions, type Positions, type Topic } from '#libs/contracts/index';
import type { Caller } from '../access/caller';
import type { Log } from '../process/log';
import type { AnswerExtensions, ShopPositions } from './shop-positions';

interface Asked {
  readonly query?: unknown;
  readonly atLeast?: unknown;
  readonly tellPositions?: unknown;
}

/** Waits for what an operation wants to be known before it, and answers with how to complete what is said beside its answer. Nothing is read for one that asks for nothing. */
export async function beforeAnswer(
  { shop }: Caller,
  asked: Asked,
  { positions, log, requestId }: { readonly positions: ShopPositions; readonly log: Log; readonly requestId: string | undefined },
): Promise<(made: string | undefined) => AnswerExtensions | undefined> {
  if (shop === null) return (made) => extensionsOf(made === undefined ? undefined : positions.written(made));
  const atLeast = asked.atLeast === undefined ? undefined : readPositions(asked.atLeast);
  const behind = atLeast ? await positions.reach(shop, atLeast).catch(unread({ log, requestId }, topicsIn(atLeast))) : [];
  const told = asked.tellPositions === true ? await positions.heads(shop).catch(unread({ log, requestId }, undefined)) : undefined;
  const isMutation = /^\s*mutation\b/.test(String(asked.query));
  return () => extensionsOf(told ?? (isMutation ? positions.written(shop) : undefined), behind);
}

/** A database that does not answer will say so to the operation itself. */
const unread =
  <T>({ log, requestId }: { readonly log: Log; readonly requestId: string | undefined }, instead: T) =>
  (err: unknown): T => {
    log.warn({ err, requestId }, 'positions of a shop could not be read');
    return instead;
  };

const topicsIn = (positions: Positions): readonly Topic[] => entriesOf(positions).map(([topic]) => topic);

function extensionsOf(positions: Positions | undefined, behind: AnswerExtensions['behind'] = []): AnswerExtensions | undefined {
  if (!positions && behind.length === 0) return undefined;
  return { ...(positions && { positions }), ...(behind.length > 0 && { behind }) };
}
