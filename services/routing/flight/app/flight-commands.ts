import {
  claimCommands,
  commandName,
  releaseCommands,
  settleCommands,
  type Claim,
  type CommandKey,
} from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { setCapacity } from '../../presence/domain/capacity';
import type { Draft } from '../domain/shop-change';
import { setPresence, type CommandOutcome, type Refusal } from '../../presence/domain/presence';
import { agentView, type AgentView } from '../../presence/domain/agent-view';
import type { AgentCommand } from './input';

/** What a command is answered. REUSED: its id was used for another input. UNKNOWN_SHOP may be known a moment later. */
export type CommandAnswer = { readonly agent: AgentView } | { readonly refused: Refusal | 'UNKNOWN_SHOP' | 'REUSED' };

/** The commands of one flight: their ids are claimed first and settled last. */
export interface FlightCommands {
  /** Answers a command by its id's first result, or by applying it to the shop's draft. The same id twice in a flight is one command. */
  answer(command: AgentCommand, draft: Draft | undefined): CommandAnswer;
  /** Stores the results; a refused command leaves its id unused, since it may be right a moment later. */
  settle(tx: Tx): void;
}

/** Claims the ids of all commands of a flight, in one statement. */
export async function claimFlight(tx: Tx, commands: readonly AgentCommand[]): Promise<FlightCommands> {
  const keys = [...new Map(commands.flatMap(({ key }) => (key ? [[commandName(key), key] as const] : []))).values()];
  const claimed = await claimCommands(tx, keys);
  const claims = new Map(keys.map((key, index) => [commandName(key), claimed[index]!]));
  const answers = new Map<string, Answered>();
  return {
    answer: (command, draft) => {
      const { key } = command;
      if (!key) return apply(command, draft);
      const earlier = earlierAnswer(key, claims.get(commandName(key)), answers.get(commandName(key)));
      if (earlier) return earlier;
      const answer = apply(command, draft);
      answers.set(commandName(key), { key, answer });
      return answer;
    },
    settle: (last) => settleAll(last, [...answers.values()]),
  };
}

interface Answered {
  readonly key: CommandKey;
  readonly answer: CommandAnswer;
}

function earlierAnswer(key: CommandKey, claim: Claim | undefined, answered: Answered | undefined): CommandAnswer | undefined {
  if (claim?.kind === 'reused') return { refused: 'REUSED' };
  if (claim?.kind === 'done') return { agent: claim.result as AgentView };
  if (!answered) return undefined;
  return answered.key.fingerprint === key.fingerprint ? answered.answer : { refused: 'REUSED' };
}

function settleAll(tx: Tx, answered: readonly Answered[]): void {
  settleCommands(
    tx,
    answered.flatMap(({ key, answer }) => ('agent' in answer ? [{ key, result: answer.agent }] : [])),
  );
  releaseCommands(
    tx,
    answered.flatMap(({ key, answer }) => ('agent' in answer ? [] : [key])),
  );
}

function apply(command: AgentCommand, draft: Draft | undefined): CommandAnswer {
  if (!draft?.state.settings) return { refused: 'UNKNOWN_SHOP' };
  draft.cause = { id: command.key?.commandId ?? null, traceparent: command.traceparent, accountId: command.accountId };
  const outcome = applyTo(draft, command);
  return 'done' in outcome ? { agent: agentView(outcome.done) } : outcome;
}

function applyTo(draft: Draft, command: AgentCommand): CommandOutcome {
  switch (command.kind) {
    case 'set-presence':
      return setPresence(draft, command.change);
    case 'set-capacity':
      return setCapacity(draft, command.change);
    default:
      return command satisfies never;
  }
}
