import { z } from 'zod';
import { leavesLine } from '#libs/platform/access/audited';
import { auditLine } from '#libs/platform/audit/audit';
import { AppError, granted, type Refusal } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { isVisible } from '#libs/platform/visible-text';
import type { Deps } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import type { ShopCommand } from '../../flight/app/input';
import { isNewsMissing, settled } from '../../flight/app/settled';
import type { ShopChange } from '../../flight/domain/shop-change';
import { agentView, type AgentView } from '../domain/agent-view';
import { adviceFor, capacityRange, isCapacity, setCapacity } from '../domain/set-capacity';
import { imNotEnabled, setPresence } from '../domain/set-presence';
import { readRunning, type RunningSession } from '../store/running-sessions';
import { leftAlone, mayOverrideLastAgent, type LeftAlone } from '../domain/last-agent';
import { returnedWarning } from './returned-sessions';
import { aloneWarning, capacityWarning, type Warning } from './warning';

const named = { shopId: idInput, agentId: idInput.nullish(), commandId: commandIdInput };

export const presenceInput = z.strictObject({
  ...named,
  presence: z.enum(['ONLINE', 'REST', 'SUSPENDED', 'OFFLINE']),
  reason: z.string().max(200, 'at most 200 characters').nullish(),
  device: z.string().max(50, 'at most 50 characters').nullish(),
  overrideLastAgent: z.boolean().nullish(),
});

export const capacityInput = z.strictObject({ ...named, maxCapacity: z.number().nullable() });

/** What an agent's command answers; stored under its id. */
interface AgentAnswer extends AgentView {
  /** Sessions that were running when the agent went OFFLINE. */
  readonly running?: readonly RunningSession[];
  /** Whom it left without anybody online. */
  readonly leftAlone?: Exclude<LeftAlone, null>;
  /** The capacity that the platform advises, where the one set is below it. */
  readonly advised?: number;
}

export interface AgentPayload {
  readonly agent: AgentView;
  readonly warnings: Warning[];
}

export type AgentDeps = Pick<Deps, 'readDb' | 'clock'> & { readonly engine: Engine };

/** RTE-57, RTE-61: changes the presence of an agent, the caller's own when none is named. */
export async function commandPresence(deps: AgentDeps, command: Command<z.infer<typeof presenceInput>>): Promise<AgentPayload> {
  const { presence, reason = null, device = null } = command.input;
  const overridesLastAgent = command.input.overrideLastAgent === true;
  if (overridesLastAgent) granted(mayOverrideLastAgent(command.caller.roles, isVisible(reason ?? '')));
  const agentId = agentOf(command);
  // Of its own account the passport says more recently than our copy whether the workbench is open (PRM-7).
  const isOwn = agentId === command.caller.account;
  if (presence !== 'OFFLINE' && isOwn && !command.caller.imEnabled) granted(imNotEnabled);
  const {
    running = [],
    leftAlone: alone = null,
    ...agent
  } = await fly(deps, command, {
    run: (change) => {
      const known = change.state.agents.get(agentId);
      const left = known ? leftAlone(change, known, presence) : null;
      const set = setPresence(change, { agentId, presence, reason, device, overridesLastAgent });
      return 'outcome' in set ? set : { ...agentView(set), ...(left && { leftAlone: left }) };
    },
    needsRoster: presence !== 'ONLINE',
    leavesLine: overridesLastAgent,
    isEarly: (answer) => isNewsMissing(answer) || (isOwn && answer.code === 'IM_NOT_ENABLED'),
    ...(presence === 'OFFLINE' && {
      complete: async (tx, answer) => ({ ...answer, running: await readRunning(tx, command.shopId, agentId) }),
    }),
  });
  return { agent, warnings: [...aloneWarning(alone), ...(await returnedWarning(deps.readDb, command.shopId, running))] };
}

/** RTE-25: sets the maximum capacity of an agent, the caller's own when none is named. */
export async function commandCapacity(deps: AgentDeps, command: Command<z.infer<typeof capacityInput>>): Promise<AgentPayload> {
  const { maxCapacity } = command.input;
  const agentId = agentOf(command);
  if (!isCapacity(maxCapacity)) {
    const expected = `an integer from ${capacityRange.from} to ${capacityRange.to}, or null for no auto-suspend`;
    throw new AppError('CAPACITY_RANGE', 'This is no maximum capacity.', { field: 'maxCapacity', expected });
  }
  const run = (change: ShopChange) => {
    const set = setCapacity(change, { agentId, maxCapacity });
    if ('outcome' in set) return set;
    const advised = adviceFor(change.state.settings?.preset ?? null, maxCapacity);
    return { ...agentView(set), ...(advised !== null && { advised }) };
  };
  const { advised = null, ...agent } = await fly(deps, command, { run, isEarly: isNewsMissing });
  return { agent, warnings: capacityWarning(advised) };
}

type AgentInput = { readonly shopId: string; readonly agentId?: string | null | undefined; readonly commandId?: string | null | undefined };

function agentOf({ input, caller }: Command<AgentInput>): string {
  const agentId = input.agentId ?? caller.account;
  if (agentId !== null) return agentId;
  throw new AppError('BAD_USER_INPUT', 'agentId is missing: you call without an account of your own.', {
    field: 'agentId',
    expected: 'the id of an account of this shop',
  });
}

/** Flies the command with the audit line that it leaves. */
async function fly(
  { engine, clock }: AgentDeps,
  command: Command<AgentInput>,
  does: {
    readonly run: (change: ShopChange) => AgentAnswer | Refusal;
    readonly needsRoster?: boolean;
    /** Whether it leaves an audit line whosever agent it is. */
    readonly leavesLine?: boolean;
    readonly isEarly: (refusal: Refusal) => boolean;
    readonly complete?: NonNullable<ShopCommand<AgentAnswer>['complete']>;
  },
): Promise<AgentAnswer> {
  const { shopId, key, trigger } = command;
  const { run, complete, needsRoster = false } = does;
  const audited =
    does.leavesLine === true || leavesLine(command.operation, agentOf(command) === command.caller.account ? 'OWN' : 'OTHERS')
      ? lineOf(command, clock)
      : undefined;
  const asked = {
    kind: 'command',
    shopId,
    key,
    trigger,
    run,
    needsRoster,
    ...(complete && { complete }),
    ...(audited && { audited }),
  } as const;
  return granted(await settled<AgentAnswer>(engine, asked, does.isEarly));
}

/** The audit line of an act on an agent. */
const lineOf = (command: Command<AgentInput>, clock: Deps['clock']): NonNullable<ShopCommand<AgentAnswer>['audited']> => {
  const agentId = agentOf(command);
  return {
    view: ({ state }) => {
      const agent = state.agents.get(agentId);
      return agent ? agentView(agent) : null;
    },
    line: (before, after, { leftAlone: alone }) => {
      const overrode = alone === 'SHIFT' && { overrodeLastAgent: true };
      return auditLine(command, { at: clock.now(), on: { kind: 'AGENT', id: agentId }, before, after: after && { ...after, ...overrode } });
    },
  };
};
