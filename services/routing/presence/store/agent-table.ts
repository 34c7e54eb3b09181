import { bigint, date, flag, instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { AgentSkills } from '../../rules/domain/skills';
import type { Presence } from '../domain/agent';

/** Presence, capacity and load of an account. `normalLoad` never passes `ceiling`; loads a rule allows beyond it are `overLoad` (INV-2). */
export const agentTable = table(
  'agent',
  {
    shopId: uuid().key(),
    accountId: uuid().key(),
    agentNo: integer().fixed(),
    presence: text<Presence>(),
    presenceSince: instant().null(),
    joined: flag(),
    maxCapacity: integer().null(),
    capacityChosen: flag(),
    ceiling: integer().null(),
    normalLoad: integer(),
    overLoad: integer(),
    held: integer(),
    assignedToday: integer(),
    joinOffset: integer(),
    countedOn: date().null(),
    lastNo: bigint(),
    missedInRow: integer().added('MissedInRow1795834500000'),
    weight: integer().null().added('AgentWeight1773000200000'),
    currentWeight: integer(),
    lately: json<readonly number[]>().added('AssignmentRate1773100100000'),
    channelLoad: json<Readonly<Record<string, number>>>().added('AgentChannelLoad1773100300000'),
    skills: json<AgentSkills>().added('AgentSkills1795836000000'),
    /** Not part of what a flight writes: heartbeats come beside the flights. */
    lastHeartbeatAt: instant().fixed().added('AgentHeartbeat1773000600000'),
    heartbeatDevice: text().fixed().added('AgentHeartbeat1773000600000'),
  },
  {
    indices: [{ name: 'agent_no', fields: ['shopId', 'agentNo'], unique: true }],
    checks: [
      { name: 'agent_presence', expression: `presence IN ('ONLINE', 'REST', 'SUSPENDED', 'OFFLINE')` },
      { name: 'agent_capacity', expression: 'max_capacity BETWEEN 1 AND 500' },
      { name: 'agent_ceiling', expression: 'normal_load <= ceiling' },
      { name: 'agent_load', expression: 'normal_load >= 0 AND over_load >= 0 AND held >= 0 AND held <= normal_load + over_load' },
    ],
  },
);

export type AgentRow = RowOf<typeof agentTable>;
