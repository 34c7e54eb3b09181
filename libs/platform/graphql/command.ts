import type { Trigger } from '#libs/contracts/index';
import type { GraphQLResolveInfo } from 'graphql';
import type { z } from 'zod';
import { ownShop } from '../access/access';
import { actorOf, type Caller } from '../access/caller';
import { commandKey, type CommandKey } from '../database/command-results';
import { fromNowhere, type CalledFrom } from './called-from';
import { derivedId } from '../process/ids';
import { parseInput } from './parse-input';
import type { RequestContext } from './request-context';

/** A mutation's input after it was parsed, with all that a use case needs to know of who asks. */
export interface Command<I> {
  readonly shopId: string;
  /** The mutation's name. */
  readonly operation: string;
  readonly input: I;
  readonly caller: Caller;
  /** null when the caller brought no commandId. */
  readonly key: CommandKey | null;
  /** What the events of this command tell of their cause. */
  readonly trigger: Trigger;
  readonly calledFrom: CalledFrom;
}

/** What every command's input has. */
export interface CommandInput {
  readonly shopId: string;
  readonly commandId?: string | null | undefined;
}

/**
 * The resolver of a mutation, the same in every service: refuse another's shop, parse the input, name the command, run it.
 * A commandId names one account's command: another account that uses it is told so, not given the first one's answer. Keys and buyers choose theirs
 * apart from everybody else's.
 */
export function command<S extends z.ZodType<CommandInput>, X, R>(
  operation: string,
  schema: S,
  run: (command: Command<z.infer<S>>, context: RequestContext<X>, info: GraphQLResolveInfo) => Promise<R>,
) {
  return (
    _root: unknown,
    args: { readonly input: Pick<CommandInput, 'shopId'> },
    context: RequestContext<X>,
    info: GraphQLResolveInfo,
  ): Promise<R> =>
    Promise.resolve().then(() => {
      const shopId = ownShop(context.caller, args.input.shopId);
      return run(commandOf(operation, shopId, parseInput(schema, args.input), context), context, info);
    });
}

/** A command of a shop, for the few that `command` cannot serve: an operator's names no shop of the caller's. */
export function commandOf<I extends Pick<CommandInput, 'commandId'>>(
  operation: string,
  shopId: string,
  input: I,
  { caller, traceparent, calledFrom = fromNowhere }: RequestContext,
): Command<I> {
  const named = caller.account === null ? input : { ...input, by: caller.account };
  const key = commandKey(shopId, operation, named);
  return {
    shopId,
    operation,
    input,
    caller,
    key: key && ownedBy(caller, key),
    trigger: { actor: actorOf(caller), causeId: causeOf(caller, input.commandId), traceparent },
    calledFrom,
  };
}

/** What events name as their cause. No event has a buyer's own words, nor an id that a buyer made up: it is told as one of ours. */
function causeOf({ buyer }: Caller, commandId: string | null | undefined): string | null {
  if (commandId === null || commandId === undefined) return null;
  return buyer ? derivedId(buyer.channel, buyer.externalId, commandId) : commandId;
}

/**
 * Buyers are many and strangers to each other, and so are partners with keys: the ids that one chooses are its own, and none can use up another's. A
 * connector's stay as they are: processes of an older version, to which the same command may be repeated, know them by no other name.
 */
function ownedBy({ key: id, buyer }: Caller, key: CommandKey): CommandKey {
  const owner = id !== undefined ? [id] : buyer && [buyer.channel, buyer.externalId];
  return owner ? { ...key, commandId: JSON.stringify([...owner, key.commandId]) } : key;
}
