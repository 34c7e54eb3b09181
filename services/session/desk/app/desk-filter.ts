import { toInstant, toLocal } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import type { SessionFilter } from '../../conversation/store/session-filter';
import { readVoice } from '../../copies/store/shop-copy';
import { deskLists, type DeskList } from '../domain/desk-lists';

interface Asked {
  /** What else was asked for. */
  readonly asked: SessionFilter;
  /** What was named that a list of the desk decides itself. */
  readonly args: { readonly states?: unknown; readonly agentId?: unknown };
  readonly account: string | null;
}

/** A list of the desk of the caller's account, as a filter. */
export async function deskFilter(
  deps: Pick<Deps, 'readDb' | 'clock'>,
  list: DeskList,
  { asked, args, account }: Asked,
): Promise<SessionFilter> {
  if (args.states || args.agentId) throw saidTwice;
  const { states, isOwn, isOffered, unanswered, isToday } = deskLists[list];
  if (isOwn && account === null) throw noAccount;
  return {
    ...asked,
    states,
    ...(isOwn && (isOffered ? { offeredTo: account } : { agentId: account })),
    ...(unanswered && { unanswered: true }),
    ...(isToday && { endedSince: await startOfToday(deps, asked.shopId) }),
  };
}

/** The midnight at which the shop's business date began. */
export async function startOfToday({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, shopId: string): Promise<Date> {
  const zone = (await readDb.transaction([shopId], (tx) => readVoice(tx, shopId)))?.timeZone ?? 'Asia/Shanghai';
  return toInstant(zone, toLocal(zone, clock.now()).date, 0);
}

const saidTwice = new AppError('BAD_USER_INPUT', 'list says which states and whose sessions are meant.', {
  field: 'list',
  expected: 'list alone, or states and agentId without it',
});

const noAccount = new AppError('BAD_USER_INPUT', 'Only an account has sessions of its own.', {
  field: 'list',
  expected: 'QUEUE or LEFT_MESSAGES for a caller that is no account',
});
