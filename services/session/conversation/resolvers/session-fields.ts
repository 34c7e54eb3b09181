import { messageCount } from '../domain/session';
import type { BuyerResolvers, MessageResolvers, SessionResolvers } from '../../generated/resolver-types';

export const session: SessionResolvers = {
  __resolveReference: ({ id }, { extra }) => extra.loaders.sessions.load(id),
  id: ({ session: { id } }) => id,
  state: ({ session: { state } }) => state,
  channel: ({ session: { channel } }) => channel,
  agent: ({ session: { agentId } }) => agentOf(agentId),
  openedAt: ({ session: { openedAt } }) => openedAt,
  assignedAt: ({ session: { assignedAt } }) => assignedAt,
  endedAt: ({ session: { endedAt } }) => endedAt,
  holdUntil: ({ session: { state, holdUntil } }) => (state === 'ENDING' ? holdUntil : null),
  closedAt: ({ session: { closedAt } }) => closedAt,
  closeReason: ({ session: { closeReason } }) => closeReason,
  waitingSince: ({ session: { waitingSince } }) => waitingSince,
  reentryOf: ({ session: { reentryOf } }) => reentryOf,
  orderStatus: ({ session: { facts } }) => facts?.orderStatus ?? null,
  messageCount: (view) => messageCount(view.session),
};

export const message: MessageResolvers = { agent: ({ agentId }) => agentOf(agentId) };

export const buyer: BuyerResolvers = { __resolveReference: ({ id }, { extra }) => extra.loaders.buyers.load(id) };

const agentOf = (id: string | null): { id: string } | null => (id === null ? null : { id });
