import { z } from 'zod';
import { leavesLine } from '#libs/platform/access/audited';
import { isManager } from '#libs/platform/access/permissions';
import { auditLine } from '#libs/platform/audit/audit';
import { AppError, granted, type Refusal } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import type { Deps } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import { isNewsMissing, settled } from '../../flight/app/settled';
import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { isOffered, liveAssignment } from '../../queue/domain/session-placement';
import { assignSession, pullSession, releaseSession, transferToAgent, transferToGroup, type Moved, type Mover } from '../domain/hand-over';

const named = { shopId: idInput, sessionId: idInput, commandId: commandIdInput };
const note = orNull(visibleText(500));

export const pullInput = z.strictObject(named);
export const assignInput = z.strictObject({ ...named, agentId: idInput });
export const transferInput = z.strictObject({ ...named, toAgentId: idInput.nullish(), toGroupId: idInput.nullish(), note });
export const releaseInput = z.strictObject({ ...named, note });

export type HandoverDeps = Pick<Deps, 'clock'> & { readonly engine: Engine };

/** A move, and what is to be said of the taker. */
interface MovedAnswer extends Moved {
  readonly takerIsFull: boolean;
  readonly takerIsOnline: boolean;
}

export interface HandoverWarning {
  readonly code: 'OVER_CAPACITY' | 'TAKER_NOT_ONLINE';
  readonly message: string;
  readonly field: string | null;
}

export interface HandoverAnswer {
  readonly sessionId: string;
  readonly takerId: string | null;
  readonly warnings: HandoverWarning[];
}

type Named = { readonly shopId: string; readonly sessionId: string; readonly commandId?: string | null | undefined };

/** RTE-39. */
export const commandPull = (deps: HandoverDeps, command: Command<z.infer<typeof pullInput>>): Promise<HandoverAnswer> =>
  move(deps, command, (change, mover) => pullSession(change, command.input.sessionId, mover));

/** RTE-26. */
export const commandAssign = (deps: HandoverDeps, command: Command<z.infer<typeof assignInput>>): Promise<HandoverAnswer> =>
  move(deps, command, (change, mover) => assignSession(change, command.input.sessionId, command.input.agentId, mover));

/** RTE-62. */
export function commandTransfer(deps: HandoverDeps, command: Command<z.infer<typeof transferInput>>): Promise<HandoverAnswer> {
  const { sessionId, toAgentId, toGroupId, note: said } = command.input;
  if (toAgentId && !toGroupId) return move(deps, command, (change, mover) => transferToAgent(change, sessionId, toAgentId, mover, said));
  if (toGroupId && !toAgentId) return move(deps, command, (change, mover) => transferToGroup(change, sessionId, toGroupId, mover, said));
  throw new AppError('BAD_USER_INPUT', 'A session goes to one agent or one group.', {
    field: 'toAgentId',
    expected: 'toAgentId or toGroupId, not both',
  });
}

/** Back to routing. */
export const commandRelease = (deps: HandoverDeps, command: Command<z.infer<typeof releaseInput>>): Promise<HandoverAnswer> =>
  move(deps, command, (change, mover) => releaseSession(change, command.input.sessionId, mover, command.input.note));

async function move(
  { engine, clock }: HandoverDeps,
  command: Command<Named>,
  run: (change: ShopChange, mover: Mover) => Moved | Refusal,
): Promise<HandoverAnswer> {
  const { shopId, key, trigger, caller, input, operation } = command;
  const mover: Mover = { accountId: caller.account, isManager: isManager(caller.roles) };
  const { sessionId } = input;
  const isOthers = ({ giverId, takerId }: Moved): boolean => [giverId, takerId].some((id) => id !== null && id !== caller.account);
  const answer = await settled<MovedAnswer>(
    engine,
    {
      ...{ kind: 'command', shopId, key, trigger, sessions: [sessionId] },
      run: (change) => {
        const moved = run(change, mover);
        return 'outcome' in moved ? moved : { ...moved, ...takerState(change, moved) };
      },
      audited: {
        view: (change) => ({ agentId: holderOf(change, sessionId) }),
        line: (before, after, moved) =>
          leavesLine(operation, isOthers(moved) ? 'OTHERS' : 'OWN')
            ? auditLine(command, { at: clock.now(), on: { kind: 'SESSION', id: sessionId }, before, after })
            : null,
      },
    },
    (refusal) => isNewsMissing(refusal) || (refusal.code === 'SESSION_NOT_FOUND' && refusal.retryable === true),
  );
  const { takerId, ...moved } = granted(answer);
  return { sessionId, takerId, warnings: warningsOf(takerId, moved) };
}

/** Who has the session; nobody while it is only on offer. */
function holderOf(change: ShopChange, sessionId: string): string | null {
  const live = liveAssignment(placementOf(change, sessionId));
  return live && !isOffered(live) ? live.agentId : null;
}

function takerState({ state }: ShopChange, { takerId }: Moved): Pick<MovedAnswer, 'takerIsFull' | 'takerIsOnline'> {
  const taker = takerId === null ? undefined : state.agents.get(takerId);
  if (!taker) return { takerIsFull: false, takerIsOnline: true };
  const { load, maxCapacity } = taker;
  return { takerIsFull: load > (maxCapacity ?? load), takerIsOnline: taker.presence === 'ONLINE' };
}

/** RTE-26: allowed, and told. */
function warningsOf(
  takerId: string | null,
  { takerIsFull, takerIsOnline }: Pick<MovedAnswer, 'takerIsFull' | 'takerIsOnline'>,
): HandoverWarning[] {
  if (takerId === null) return [];
  const over: HandoverWarning = {
    code: 'OVER_CAPACITY',
    message: 'The agent has more sessions than its maximum capacity now.',
    field: null,
  };
  const away: HandoverWarning = {
    code: 'TAKER_NOT_ONLINE',
    message: 'The agent is not online; the session is with it all the same.',
    field: null,
  };
  return [...(takerIsFull ? [over] : []), ...(takerIsOnline ? [] : [away])];
}
