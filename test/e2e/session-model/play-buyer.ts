import { newId } from '#libs/platform/process/ids';
import { eventually } from '#test/kit/eventually';
import { buyerOf, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import {
  agents,
  answered,
  closed,
  ending,
  ends,
  joined,
  opened,
  passed,
  saidTo,
  type AgentName,
  type ModelSession,
  type Step,
} from './buyer-model';

interface Shown {
  readonly state: string;
  readonly agent: { readonly id: string } | null;
  readonly waitingSince: string | null;
  readonly holdUntil: string | null;
  readonly closeReason: string | null;
  readonly closedAt: string | null;
  readonly solvedAt: string | null;
  readonly messages: { readonly nodes: readonly { readonly ordinal: number; readonly sender: string }[] };
  readonly buyer: { readonly sessions: { readonly totalCount: number } };
}

const shownFields = `state agent { id } waitingSince holdUntil closeReason closedAt solvedAt
  messages(last: 100) { nodes { ordinal sender } } buyer { sessions(first: 1) { totalCount } }`;

/** One buyer of a shop, and what the rules say of their sessions, held against the service after every round. */
export class PlayedBuyer {
  private session: ModelSession | null = null;
  private sessions = 0;
  private lastMessageId: string | null = null;
  private readonly done: Step[] = [];

  constructor(
    private readonly shop: StagedShop,
    private readonly name: string,
    private readonly courtesyReopens: boolean,
  ) {}

  async play(plan: readonly Step[], now: number): Promise<void> {
    if (this.session) this.session = passed(this.session, now);
    for (const step of plan) {
      this.done.push(step);
      await this.step(step, now);
    }
    await eventually(() => this.check());
  }

  private async step(step: Step, now: number): Promise<void> {
    switch (step) {
      case 'ASK':
      case 'THANK':
        return this.write(step === 'THANK', now);
      case 'REDELIVER':
        return this.redeliver();
      case 'LEAVE':
        await this.shop.tell('connector', 'leaveChat', { buyer: buyerOf(this.name) });
        return;
      default:
        if (this.session) await this.inSession(step, this.session, now);
    }
  }

  private async write(thanks: boolean, now: number): Promise<void> {
    const { session: before, courtesyReopens } = this;
    this.lastMessageId = newId();
    const said = { buyer: buyerOf(this.name), text: thanks ? '谢谢' : '什么时候发货', channelMessageId: this.lastMessageId };
    const { session } = await this.shop.tell<{ session: StagedSession }>('connector', 'sendBuyerMessage', said);
    const became = saidTo(before, { thanks, courtesyReopens, now });
    if (before && became !== 'OPENS') {
      this.expect(session.id, before.id, 'the session of a message');
      this.session = joined(before, thanks, now);
      return;
    }
    this.expect(session.id === before?.id, false, 'a message after the end is in the session that has ended');
    this.expect(session.reentryOf, before?.state === 'ENDING' ? before.id : null, 'reentryOf');
    const agent = agents.find((each) => this.shop.idOf(each) === session.routing?.agent?.id);
    if (!agent) throw this.wrong(`a new session has no agent: ${JSON.stringify(session)}`);
    if (before?.state === 'ENDING') await this.isClosed(closed(before, 'REENTRY', now));
    this.session = opened(session.id, agent, now);
    this.sessions += 1;
  }

  /** The channel delivers the last message once more: nothing changes (INV-3). */
  private async redeliver(): Promise<void> {
    if (this.lastMessageId === null) return;
    const again = { buyer: buyerOf(this.name), text: 'again', channelMessageId: this.lastMessageId };
    const { session } = await this.shop.tell<{ session: StagedSession }>('connector', 'sendBuyerMessage', again);
    this.expect(session.id, this.session?.id, 'the session of a message delivered again');
  }

  private async inSession(step: Step, session: ModelSession, now: number): Promise<void> {
    const [mine, input] = [session.agent, { sessionId: session.id }];
    const other = agents.find((each) => each !== mine) ?? mine;
    const isActive = session.state === 'ACTIVE';
    switch (step) {
      case 'ANSWER':
        if (!isActive) return this.refused(mine, 'sendAgentMessage', { ...input, text: '您好' }, 'ILLEGAL_TRANSITION');
        await this.shop.tell(mine, 'sendAgentMessage', { ...input, text: '您好' });
        this.session = answered(session, now);
        return;
      case 'ANSWER_OTHERS':
        return this.refused(other, 'sendAgentMessage', { ...input, text: '您好' }, 'NOT_ASSIGNED');
      case 'SOLVE':
      case 'UNSOLVE':
        await this.shop.tell(mine, 'markSession', { ...input, solved: step === 'SOLVE' });
        this.session = { ...session, solved: step === 'SOLVE' };
        return;
      case 'TRANSFER':
        if (isActive) await this.transfer(session, other, now);
        return;
      case 'END':
      case 'END_CONFIRMED':
        return this.end(session, step === 'END_CONFIRMED', now);
      default:
        return;
    }
  }

  private async end(session: ModelSession, confirm: boolean, now: number): Promise<void> {
    const input = { sessionId: session.id, confirm };
    if (session.state !== 'ACTIVE') return this.refused(session.agent, 'endSession', input, 'ILLEGAL_TRANSITION');
    const { warnings } = await this.shop.tell<{ warnings: { code: string }[] }>(session.agent, 'endSession', input);
    const isEnded = ends(session, confirm);
    this.expect(warnings.map(({ code }) => code).join(), isEnded ? '' : 'UNANSWERED', 'warnings of an end');
    if (isEnded) this.session = ending(session, now);
  }

  private async transfer(session: ModelSession, to: AgentName, now: number): Promise<void> {
    const toAgentId = this.shop.idOf(to);
    await this.shop.tell(session.agent, 'transferSession', { sessionId: session.id, toAgentId });
    await eventually(async () =>
      this.expect((await this.shop.session(session.id)).agent?.id, toAgentId, 'who has a session after its transfer'),
    );
    this.session = { ...session, agent: to, assignedAt: now };
  }

  private async refused(as: AgentName, operation: 'sendAgentMessage' | 'endSession', input: object, code: string): Promise<void> {
    const { extensions } = await this.shop.refusal(as, operation, input);
    this.expect(extensions?.['code'], code, `the refusal of ${operation} by ${as}`);
  }

  private async isClosed({ id, closeReason }: ModelSession): Promise<void> {
    const shown = await this.shop.session(id);
    this.expect(`${shown.state} ${shown.closeReason}`, `CLOSED ${closeReason}`, 'the session that a new one follows');
  }

  /** The service says of the session what the rules say, its messages are 1, 2, 3 …, and the buyer has had so many sessions. */
  private async check(): Promise<void> {
    const { session } = this;
    if (!session) return;
    const query = `query($id: ID!) { session(id: $id) { ${shownFields} } }`;
    const { session: shown } = await this.shop.ask<{ session: Shown }>('owner', query, { id: session.id });
    const by = (sender: string): number => shown.messages.nodes.filter((message) => message.sender === sender).length;
    const told = {
      ...{ state: shown.state, agent: shown.agent?.id, waitingSince: shown.waitingSince, holdUntil: shown.holdUntil },
      ...{ closeReason: shown.closeReason, closedAt: shown.closedAt, isSolved: shown.solvedAt !== null },
      ...{ buyerMessages: by('BUYER'), agentMessages: by('AGENT'), sessions: shown.buyer.sessions.totalCount },
      gaps: shown.messages.nodes.filter(({ ordinal }, index) => ordinal !== index + 1).length,
    };
    this.expect(JSON.stringify(told), JSON.stringify(this.expected(session)), 'the session');
  }

  private expected(session: ModelSession) {
    const { state, waitingSince, holdUntil, closeReason, closedAt, buyerMessages, agentMessages } = session;
    return {
      ...{ state, agent: this.shop.idOf(session.agent), waitingSince: instant(waitingSince) },
      holdUntil: state === 'ENDING' ? instant(holdUntil) : null,
      ...{ closeReason, closedAt: instant(closedAt), isSolved: session.solved },
      ...{ buyerMessages, agentMessages, sessions: this.sessions, gaps: 0 },
    };
  }

  private expect(told: unknown, expected: unknown, what: string): void {
    if (told !== expected) throw this.wrong(`${what}: ${String(told)} is not ${String(expected)}`);
  }

  private wrong(what: string): Error {
    return new Error(`${this.name} after ${this.done.join(' ')}: ${what}`);
  }
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
