/** What a shop of three agents, one group and new customers who come first must do: written down a second time, as simply as it can be said. */

export type Agent = 'A' | 'B' | 'C';
export const agents: readonly Agent[] = ['A', 'B', 'C'];
type Presence = 'ONLINE' | 'REST' | 'OFFLINE';

export type Command =
  | { readonly kind: 'start'; readonly unpaid: boolean; readonly isNew: boolean }
  | { readonly kind: 'end'; readonly session: number }
  | { readonly kind: 'close'; readonly session: number }
  | { readonly kind: 'presence'; readonly agent: Agent; readonly to: Presence }
  | { readonly kind: 'capacity'; readonly agent: Agent; readonly to: number }
  | { readonly kind: 'pull' | 'transfer' | 'assign'; readonly session: number; readonly agent: Agent };

interface Desk {
  presence: Presence;
  joined: boolean;
  capacity: number;
  count: number;
  last: number;
}

interface Talk {
  readonly number: number;
  readonly pool: 'UNPAID' | 'ALL';
  readonly first: boolean;
  agent: Agent | null;
  ended: boolean;
  closed: boolean;
}

/** Where everybody is: `3 waits in UNPAID`, `4 is with B`. */
export type Seen = readonly string[];

/** The members of the one group, which serves UNPAID. */
const members: readonly Agent[] = ['A', 'B'];

export class ShopModel {
  private readonly desks = new Map<Agent, Desk>(
    agents.map((agent) => [agent, { presence: 'ONLINE', joined: true, capacity: 2, count: 0, last: 0 }]),
  );
  private readonly talks: Talk[] = [];
  private assignments = 0;

  /** Does it, and says whether it may be done. */
  run(command: Command): 'done' | 'refused' {
    const answer = this.apply(command);
    this.drain();
    return answer;
  }

  get sessions(): number {
    return this.talks.length;
  }

  seen(): Seen {
    return this.talks
      .filter(({ closed }) => !closed)
      .map(({ number, agent, pool, ended }) => {
        if (agent !== null) return `${number} is with ${agent}`;
        return ended ? `${number} is nowhere` : `${number} waits in ${pool}`;
      })
      .filter((text) => !text.endsWith('nowhere'));
  }

  private apply(command: Command): 'done' | 'refused' {
    switch (command.kind) {
      case 'start': {
        const { unpaid, isNew } = command;
        this.talks.push({
          ...{ number: this.talks.length, pool: unpaid ? 'UNPAID' : 'ALL', first: isNew },
          ...{ agent: null, ended: false, closed: false },
        });
        return 'done';
      }
      case 'presence':
        this.setPresence(this.desk(command.agent), command.to);
        return 'done';
      case 'capacity':
        this.desk(command.agent).capacity = command.to;
        return 'done';
      default:
        return this.applyTo(this.talks[command.session], command);
    }
  }

  private applyTo(talk: Talk | undefined, command: Exclude<Command, { kind: 'start' | 'presence' | 'capacity' }>): 'done' | 'refused' {
    if (!talk || talk.closed) return 'refused';
    switch (command.kind) {
      case 'end':
        talk.ended = true;
        return 'done';
      case 'close':
        Object.assign(talk, { closed: true, agent: null });
        return 'done';
      case 'pull':
        if (talk.ended) return 'refused';
        if (talk.agent === command.agent) return 'done';
        return talk.agent === null ? this.give(talk, command.agent) : 'refused';
      case 'assign':
        return talk.agent === null && !talk.ended ? this.give(talk, command.agent) : 'refused';
      case 'transfer':
        return talk.agent === null || talk.agent === command.agent || talk.ended ? 'refused' : this.give(talk, command.agent);
      default:
        return command satisfies never;
    }
  }

  /** Who comes ONLINE for the first time since OFFLINE has at least the smallest count of those who are. */
  private setPresence(desk: Desk, to: Presence): void {
    if (desk.presence === to) return;
    if (to === 'OFFLINE') desk.joined = false;
    if (to === 'ONLINE' && !desk.joined) {
      const online = [...this.desks.values()].filter(({ presence }) => presence === 'ONLINE').map(({ count }) => count);
      if (online.length > 0) desk.count = Math.max(desk.count, Math.min(...online));
      desk.joined = true;
    }
    desk.presence = to;
  }

  private desk(agent: Agent): Desk {
    return this.desks.get(agent)!;
  }

  private load(agent: Agent): number {
    return this.talks.filter((talk) => talk.agent === agent).length;
  }

  private give(talk: Talk, agent: Agent): 'done' {
    talk.agent = agent;
    const desk = this.desk(agent);
    desk.count += 1;
    desk.last = this.assignments += 1;
    return 'done';
  }

  /** New customers first, then who came first; where the first of a pool cannot go, nobody of that pool does. */
  private drain(): void {
    for (;;) {
      const waiting = this.talks
        .filter(({ agent, ended, closed }) => agent === null && !ended && !closed)
        .sort((a, b) => Number(b.first) - Number(a.first) || a.number - b.number);
      const next = waiting.find((talk) => waiting.find(({ pool }) => pool === talk.pool) === talk && this.free(talk) !== undefined);
      if (!next) return;
      this.give(next, this.free(next)!);
    }
  }

  /** Of those who serve the pool and have room: the fewest today, the least load, the longest without, the first name. */
  private free({ pool }: Talk): Agent | undefined {
    const online = agents.filter((agent) => this.desk(agent).presence === 'ONLINE');
    const own = pool === 'UNPAID' ? online.filter((agent) => members.includes(agent)) : online;
    const serving = own.length > 0 ? own : online;
    return serving
      .filter((agent) => this.load(agent) < this.desk(agent).capacity)
      .sort((a, b) => {
        const [one, other] = [this.desk(a), this.desk(b)];
        return one.count - other.count || this.load(a) - this.load(b) || one.last - other.last || (a < b ? -1 : 1);
      })[0];
  }
}
