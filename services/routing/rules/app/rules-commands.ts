import type { z } from 'zod';
import { auditLine } from '#libs/platform/audit/audit';
import { AppError, granted, isRefusal, type Refusal } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import { settled } from '../../flight/app/settled';
import { hasShifts } from '../../copies/domain/roster-copy';
import type { ShopChange } from '../../flight/domain/shop-change';
import { waitingTotals } from '../../flight/domain/shop-state';
import type { Agent } from '../../presence/domain/agent';
import { crowdsInForce } from '../domain/crowds-in-force';
import { agentSkillsOf, rulesView, type GroupView, type RulesView } from '../domain/rules-view';
import {
  buyersQueue,
  emptyOfflineList,
  fewSlots,
  mayWaitForEver,
  notEffective,
  settingsNotEffective,
  slowerFor,
  unboundStatuses,
  type RulesWarning,
} from '../domain/rules-warnings';
import { removeGroup, saveGroup, savePriorityCrowds, saveSettings } from '../domain/save-rules';
import { settingsToSave } from './settings-to-save';
import { mostCrowds, type crowdsInput, type groupInput, type removeGroupInput, type settingsInput } from './rules-input';

export type RulesDeps = Pick<Deps, 'clock' | 'newId'> & { readonly engine: Engine };

export interface SettingsPayload {
  readonly settings: RulesView;
  readonly warnings: RulesWarning[];
}

export interface GroupPayload {
  readonly group: GroupView;
  readonly warnings: RulesWarning[];
}

/** RTE-30, RTE-34, RTE-6: sets the offline list, the account that stands in, the queue's limits, and shares. */
export async function commandSettings(deps: RulesDeps, command: Command<z.infer<typeof settingsInput>>): Promise<SettingsPayload> {
  const { shopId: _shopId, commandId: _commandId, ...given } = command.input;
  const { assignmentRate, channelLimits = [], workUnits, skillRings } = given;
  return fly(deps, command, {
    on: { kind: 'ROUTING_SETTINGS', id: command.shopId },
    run: (change) => saveSettings(change, settingsToSave(given)),
    answer: (settings, queued, agents) => ({
      settings,
      warnings: [
        ...emptyOfflineList(settings),
        ...settingsNotEffective(settings, given),
        ...(assignmentRate ? slowerFor(queued, 'assignmentRate') : []),
        ...(channelLimits.length > 0 ? slowerFor(queued, 'channelLimits') : []),
        ...(skillRings ? mayWaitForEver(skillRings) : []),
        ...(workUnits ? fewSlots(settings.workUnits, agents) : []),
      ],
    }),
  });
}

/** RTE-7: makes or changes a group. */
export async function commandGroup(deps: RulesDeps, command: Command<z.infer<typeof groupInput>>): Promise<GroupPayload> {
  const { groupId = null, name, memberIds: members, statuses, crowdIds: crowds, overflow } = command.input;
  const newId = deps.newId();
  const id = groupId ?? newId;
  return fly(deps, command, {
    on: { kind: 'AGENT_GROUP', id },
    run: (change) => refusalOf(saveGroup(change, { groupId, newId, name, members, statuses, crowds, overflow })),
    answer: (settings) => {
      const group = settings.groups.find((one) => one.id === id)!;
      return { group, warnings: [...unboundStatuses(settings), ...notEffective(group.effect, 'memberIds')] };
    },
  });
}

/** Takes a group away. */
export async function commandRemoveGroup(deps: RulesDeps, command: Command<z.infer<typeof removeGroupInput>>): Promise<SettingsPayload> {
  const { groupId } = command.input;
  return fly(deps, command, {
    on: { kind: 'AGENT_GROUP', id: groupId },
    run: (change) => removeGroup(change, groupId),
    answer: (settings) => ({ settings, warnings: unboundStatuses(settings) }),
  });
}

/** RTE-42, RTE-44: chooses the crowds that come first. */
export async function commandCrowds(deps: RulesDeps, command: Command<z.infer<typeof crowdsInput>>): Promise<SettingsPayload> {
  const { crowdIds } = command.input;
  if (crowdIds.length > mostCrowds)
    throw new AppError('TOO_MANY_CROWDS', 'Too many crowds.', { field: 'crowdIds', expected: `at most ${mostCrowds} crowds` });
  return fly(deps, command, {
    on: { kind: 'ROUTING_SETTINGS', id: command.shopId },
    run: (change) => void savePriorityCrowds(change, crowdIds),
    answer: (settings, queued) => ({
      settings,
      warnings: [...notEffective(settings.priorityCrowds, 'crowdIds'), ...(settings.priorityCrowds.effective ? buyersQueue(queued) : [])],
    }),
  });
}

const refusalOf = (answer: object | Refusal): Refusal | undefined => (isRefusal(answer) ? answer : undefined);

interface Does<A> {
  readonly on: { readonly kind: 'ROUTING_SETTINGS' | 'AGENT_GROUP'; readonly id: string };
  readonly run: (change: ShopChange) => Refusal | undefined;
  /** What is answered; `queued`: how many buyers queue afterwards. */
  readonly answer: (settings: RulesView, queued: number, agents: readonly Agent[]) => A;
}

async function fly<A extends object>(
  { engine, clock }: RulesDeps,
  command: Command<{ readonly shopId: string }>,
  { on, run, answer }: Does<A>,
): Promise<A> {
  const { shopId, key, trigger } = command;
  const view = on.kind === 'AGENT_GROUP' ? (change: ShopChange) => groupOf(change, on.id) : settingsNow;
  return granted(
    await settled<A>(engine, {
      kind: 'command',
      shopId,
      key,
      trigger,
      needsRoster: on.kind === 'ROUTING_SETTINGS',
      run: (change) => run(change) ?? answer(viewNow(change), waitingTotals(change.state).queued, change.state.roster.service),
      audited: { view, line: (before, after) => auditLine(command, { at: clock.now(), on, before, after }) },
    }),
  );
}

/** What agents can is kept with them, and set with the rules. */
const settingsNow = ({ state: { rules, agents } }: ShopChange): object => ({ ...rules, agentSkills: agentSkillsOf(agents) });

const groupOf = ({ state }: ShopChange, id: string): object | null => state.rules.groups.find((group) => group.id === id) ?? null;

function viewNow({ state, rosters }: ShopChange): RulesView {
  const { policy } = state.settings!;
  const crowds = crowdsInForce(state, state.settings!);
  return rulesView({ rules: state.rules, policy, crowds, accounts: state.agents, hasRoster: hasShifts(rosters) });
}
