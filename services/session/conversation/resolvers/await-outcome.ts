import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Deps } from '#libs/service/run-service';
import type { OutcomeNotifier } from '../app/outcome-notifier';
import { readSessions } from '../app/read-sessions';
import type { SessionView } from '../app/session-view';
import { undecidedSince } from '../domain/session';

export interface AwaitDeps extends Pick<Deps, 'readDb'> {
  readonly outcomes: OutcomeNotifier;
}

/** Fields of a session that an outcome of routing changes. */
const outcomeFields: ReadonlySet<string> = new Set([
  'state',
  'agent',
  'assignedAt',
  'waitingSince',
  'closedAt',
  'closeReason',
  'messageCount',
  'messages',
]);

/**
 * The session after routing's outcome, when the same answer also asks routing and waits for it: so that what one answer says agrees with itself.
 * Waits only where such a field is selected, and answers with the session as it is when the time is over.
 */
export async function awaitOutcome(
  { outcomes, readDb }: AwaitDeps,
  view: SessionView,
  waitMs: number | undefined,
  info: GraphQLResolveInfo,
): Promise<SessionView> {
  const { session } = view;
  if (!waitMs || undecidedSince(session) === null || !asksFor(info, outcomeFields)) return view;
  await outcomes.wait({ shopId: session.shopId, sessionId: session.id, until: 'DECIDED' }, waitMs);
  return (await readSessions(readDb, session.shopId, [session.id])).get(session.id) ?? view;
}

/** Whether the payload's `session` is asked for one of these fields, fragments included. */
function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, wanted: ReadonlySet<string>): boolean {
  const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      return fieldsOf(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet);
    });
  const sessions = fieldNodes.flatMap((node) => fieldsOf(node.selectionSet)).filter(({ name }) => name.value === 'session');
  return sessions.flatMap((node) => fieldsOf(node.selectionSet)).some(({ name }) => wanted.has(name.value));
}
