import { AppError } from '#libs/platform/errors';
import { erlangA } from '../domain/erlang-a';
import { erlangC, requiredAgents, workload, type Target } from '../domain/erlang-c';
import { mostAgents, type Given } from '../domain/plan-interval';
import { rostered } from '../domain/shrinkage';

export interface AskedErlang extends Target {
  readonly volume: number;
  readonly intervalMinutes: number;
  readonly handlingSeconds: number;
  readonly concurrency: number;
  readonly agents?: number | undefined;
  readonly shrinkage: number;
  readonly patienceSeconds?: number | undefined;
}

export interface ErlangAnswer {
  readonly workload: number;
  readonly toRoster: number;
  readonly given: Given;
}

/** Agents for an amount of work; UNSTABLE where so many cannot do it and nobody leaves (STF-30). */
export function answerErlang(asked: AskedErlang): ErlangAnswer {
  const { volume, intervalMinutes, handlingSeconds, concurrency, shrinkage, patienceSeconds, withinSeconds } = asked;
  const traffic = { volume, intervalSeconds: intervalMinutes * 60, handling: handlingSeconds / concurrency };
  const agents = asked.agents ?? requiredAgents(traffic, asked, mostAgents)?.agents;
  if (agents === undefined) throw unstable('volume', `work for at most ${mostAgents} agents`);
  const given =
    patienceSeconds === undefined ? patient(traffic, agents, withinSeconds) : erlangA(traffic, agents, patienceSeconds, withinSeconds);
  return { workload: workload(traffic), toRoster: rostered(agents, shrinkage), given };
}

function patient(traffic: Parameters<typeof erlangC>[0], agents: number, withinSeconds: number): Given {
  if (traffic.volume === 0) return { agents, serviceLevel: 1, meanWait: 0, occupancy: 0, abandoned: 0 };
  const found = erlangC(traffic, agents, withinSeconds);
  if (!found) throw unstable('agents', `more than ${workload(traffic).toFixed(2)}, which is the work; or patienceSeconds, if buyers leave`);
  return { ...found, abandoned: 0 };
}

const unstable = (field: string, expected: string): AppError =>
  new AppError('UNSTABLE', 'The agents cannot do the work: the queue would grow for ever.', { field, expected });
