import type { FactNote } from '#libs/messaging/feed/index';
import type { Changed } from './changed';
import type { Due, LiveStream } from './live-stream';
import { idsFor, sessionsIn, type Answered } from './state-answer';
import type { Watch } from './watch';

/**
 * What of a shop a watch is about. An inbox follows the sessions that were the account's when last asked, and those that a fact has given to it since; before it
 * knows them, every session may be its own.
 */
export class Interest {
  private mine: Set<string> | undefined;

  constructor(
    private readonly watch: Watch,
    private readonly account: string | null,
  ) {}

  /** Whether this may be of interest; said of the past, of which the facts themselves are no longer known. */
  mayConcern({ kind, id }: Changed): boolean {
    if (this.watch.root === 'boardChanged') return true;
    return kind === 'SESSION' && (this.watch.root === 'inboxChanged' || id === this.watch.sessionId);
  }

  concerns(note: FactNote, changed: Changed): boolean {
    if (!this.mayConcern(changed)) return false;
    if (this.watch.root !== 'inboxChanged' || !this.mine) return true;
    if (isAbout(note, this.account)) this.mine.add(changed.id);
    return this.mine.has(changed.id);
  }

  /** The sessions of an inbox to be asked for; null for all of them. */
  ask(dues: readonly Due[]): readonly string[] | null {
    if (dues.some(({ reason }) => reason !== 'CHANGE')) this.mine = undefined;
    const { mine } = this;
    if (!mine) return null;
    const ids = new Set(dues.flatMap(({ changed }) => changed.map(({ id }) => id)));
    ids.forEach((id) => mine.add(id));
    return [...ids];
  }

  /** Which sessions are the account's, from an answer; those about which something is still to be told stay of interest. */
  learn(asked: readonly string[] | null, answered: Answered, streams: readonly LiveStream[]): void {
    if (this.watch.root !== 'inboxChanged') return;
    const found = sessionsIn(answered)?.map(idsFor(this.watch));
    // What an answer did not know whole may yet become the account's: only one that did forgets any.
    if (!found || answered.extensions?.['behind'] !== undefined) return;
    const open = streams.flatMap((stream) => stream.marked());
    if (asked === null) this.mine = new Set([...found, ...open]);
    else {
      const kept = new Set([...found, ...open]);
      for (const id of asked) if (!kept.has(id)) this.mine?.delete(id);
    }
  }
}

/** Whether a fact names the account: as the one a session has come to, or was with. */
function isAbout({ value }: FactNote, account: string | null): boolean {
  return account !== null && value.includes(account);
}
