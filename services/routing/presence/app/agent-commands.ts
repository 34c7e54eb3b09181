import { z } from 'zod';
import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Caller } from '#libs/platform/access/caller';
import { ownShop } from '#libs/platform/access/access';
import { commandIdReused, commandKey } from '#libs/platform/database/command-results';
import { AppError, accountNotFound, shopNotFound } from '#libs/platform/errors';
import { commandIdInput, idInput, parseInput } from '#libs/platform/graphql/parse-input';
import { capacityRange, isCapacity } from '../domain/capacity';
import type { Refusal } from '../domain/presence';
import type { AgentView } from '../domain/agent-view';
import type { Engine } from '../../flight/app/engine';
import type { CommandAnswer } from '../../flight/app/flight-commands';
import type { AgentCommand } from '../../flight/app/input';

export interface CallerOf {
  readonly caller: Caller;
  readonly traceparent: string | null;
}

const named = { shopId: idInput, agentId: idInput.nullish(), commandId: commandIdInput };

const presenceInput = z.strictObject({
  ...named,
  presence: z.enum(['ONLINE', 'REST', 'SUSPENDED', 'OFFLINE']),
  reason: z.string().max(200, 'at most 200 characters').nullish(),
  device: z.string().max(50, 'at most 50 characters').nullish(),
});

const capacityInput = z.strictObject({ ...named, maxCapacity: z.number().nullable() });

/** RTE-57, RTE-61: changes the presence of an agent, the caller's own when none is named. */
export async function commandPresence(engine: Engine, by: CallerOf, input: unknown): Promise<AgentView> {
  const parsed = parseInput(presenceInput, input);
  const { presence, reason = null, device = null } = parsed;
  const { agentId, ...command } = commandOf(by, 'setPresence', parsed);
  return settled(engine, { ...command, kind: 'set-presence', change: { agentId, presence, reason, device } });
}

/** RTE-25: sets the maximum capacity of an agent, the caller's own when none is named. */
export async function commandCapacity(engine: Engine, by: CallerOf, input: unknown): Promise<AgentView> {
  const parsed = parseInput(capacityInput, input);
  const { maxCapacity } = parsed;
  if (!isCapacity(maxCapacity)) {
    const expected = `an integer from ${capacityRange.from} to ${capacityRange.to}, or null for no auto-suspend`;
    throw new AppError('CAPACITY_RANGE', `${maxCapacity} is no maximum capacity.`, { field: 'maxCapacity', expected });
  }
  const { agentId, ...command } = commandOf(by, 'setCapacity', parsed);
  return settled(engine, { ...command, kind: 'set-capacity', change: { agentId, maxCapacity } });
}

function commandOf({ caller, traceparent }: CallerOf, operation: string, input: z.infer<z.ZodObject<typeof named>>) {
  const shopId = ownShop(caller, input.shopId, 'shopId');
  const agentId = input.agentId ?? caller.account;
  if (agentId === null) throw accountNotFound('agentId');
  const fingerprinted: typeof input = { ...input, agentId };
  return { shopId, agentId, accountId: caller.account, traceparent, key: commandKey(shopId, operation, fingerprinted) };
}

/** Flies the command; what names a shop or an account that may still be on its way is tried again for 2 s (architecture §4 rule 10). */
async function settled(engine: Engine, command: AgentCommand): Promise<AgentView> {
  let answer: CommandAnswer = { refused: 'UNKNOWN_SHOP' };
  await awaitCopy(async () => {
    answer = await engine.command(command);
    return isEarly(answer) ? undefined : answer;
  });
  return agentOrError(answer);
}

const isEarly = (answer: CommandAnswer): boolean =>
  'refused' in answer && (answer.refused === 'UNKNOWN_SHOP' || answer.refused === 'UNKNOWN_ACCOUNT');

function agentOrError(answer: CommandAnswer): AgentView {
  if ('agent' in answer) return answer.agent;
  throw refusalError(answer.refused);
}

function refusalError(refused: Refusal | 'UNKNOWN_SHOP' | 'REUSED'): AppError {
  switch (refused) {
    case 'UNKNOWN_SHOP':
      return shopNotFound('shopId');
    case 'UNKNOWN_ACCOUNT':
      return accountNotFound('agentId');
    case 'NOT_AN_AGENT':
      return new AppError('BAD_USER_INPUT', 'This account receives no buyers.', {
        field: 'agentId',
        expected: 'an active account with the role AGENT',
      });
    case 'IM_NOT_ENABLED':
      return new AppError('IM_NOT_ENABLED', 'The account has no permission to use the workbench.', {
        field: 'agentId',
        expected: 'an account whose IM permission is ticked',
      });
    case 'SESSIONS_RUNNING':
      return new AppError('SESSIONS_RUNNING', 'The agent still has running sessions.', {
        field: 'presence',
        expected: 'OFFLINE once all sessions are ended; those still held do not count',
      });
    case 'REUSED':
      return commandIdReused();
    default:
      return refused satisfies never;
  }
}
