import { command } from '#libs/platform/graphql/command';
import type { HandoverPayloadResolvers, MutationResolvers } from '../../generated/resolver-types';
import {
  assignInput,
  commandAssign,
  commandPull,
  commandRelease,
  commandTransfer,
  pullInput,
  releaseInput,
  transferInput,
  type HandoverDeps,
} from '../app/handover-commands';

type Handovers = Pick<MutationResolvers, 'pullFromQueue' | 'assignSession' | 'transferSession' | 'releaseSession'>;

export const handoverMutations = (deps: HandoverDeps): Handovers => ({
  pullFromQueue: command('pullFromQueue', pullInput, (asked) => commandPull(deps, asked)),
  assignSession: command('assignSession', assignInput, (asked) => commandAssign(deps, asked)),
  transferSession: command('transferSession', transferInput, (asked) => commandTransfer(deps, asked)),
  releaseSession: command('releaseSession', releaseInput, (asked) => commandRelease(deps, asked)),
});

export const handoverPayload: HandoverPayloadResolvers = {
  session: ({ sessionId }) => ({ id: sessionId }),
  agent: ({ takerId }) => (takerId === null ? null : { id: takerId }),
};
