import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { ask } from '../api/ask';
import { Refusal } from '../api/refusal';
import { SendAgentMessageDocument } from '../generated/graphql';

/** A message an agent has sent from this browser, until the server has it. */
export interface Sent {
  /** Its command id: made once, kept over retries and reloads, so that it is never recorded twice. */
  readonly id: string;
  readonly shopId: string;
  readonly sessionId: string;
  readonly text: string;
  readonly at: number;
  readonly state: 'SENDING' | 'WAITING' | 'REFUSED';
  readonly refusal?: string;
}

const pauseMs = 2_000;

/**
 * What is on its way to the server, session by session in order. A message stays until the server has said that it has it; without a network it waits. One that
 * is refused stops those of its session behind it, until the agent sends it again or gives it up.
 */
export class Outbox {
  private sent: readonly Sent[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly busy = new Set<string>();
  private readonly store: UseStore | undefined;

  constructor(private readonly deliver: (sent: Sent) => Promise<unknown> = send) {
    this.store = typeof indexedDB === 'undefined' ? undefined : createStore('jiedai-outbox', 'messages');
    if (this.store) void this.load(this.store);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** All that is on its way; a new array when it changed. */
  readonly all = (): readonly Sent[] => this.sent;

  add(message: Omit<Sent, 'state'>): void {
    this.change([...this.sent, { ...message, state: 'SENDING' }]);
    this.keep(message.id);
    void this.run(message.sessionId);
  }

  again(id: string): void {
    this.set(id, 'SENDING');
    const message = this.sent.find((each) => each.id === id);
    if (message) void this.run(message.sessionId);
  }

  discard(id: string): void {
    const message = this.sent.find((each) => each.id === id);
    this.remove(id);
    if (message) void this.run(message.sessionId);
  }

  private async load(store: UseStore): Promise<void> {
    const kept = (await entries<string, Sent>(store)).map(([, message]) => message).sort((a, b) => a.at - b.at);
    this.change([...kept.filter(({ id }) => !this.sent.some((each) => each.id === id)), ...this.sent]);
    for (const sessionId of new Set(kept.map((message) => message.sessionId))) void this.run(sessionId);
  }

  private async run(sessionId: string): Promise<void> {
    if (this.busy.has(sessionId)) return;
    this.busy.add(sessionId);
    for (let next = this.first(sessionId); next && next.state !== 'REFUSED'; next = this.first(sessionId)) await this.try(next);
    this.busy.delete(sessionId);
  }

  private async try(message: Sent): Promise<void> {
    try {
      await this.deliver(message);
      this.remove(message.id);
    } catch (error) {
      const passes = error instanceof Refusal && error.parts.retryable;
      if (!passes) return this.set(message.id, 'REFUSED', error instanceof Error ? error.message : String(error));
      this.set(message.id, 'WAITING');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  private first(sessionId: string): Sent | undefined {
    return this.sent.find((each) => each.sessionId === sessionId);
  }

  private set(id: string, state: Sent['state'], refusal?: string): void {
    this.change(this.sent.map((each) => (each.id === id ? { ...each, state, ...(refusal !== undefined && { refusal }) } : each)));
    this.keep(id);
  }

  private remove(id: string): void {
    this.change(this.sent.filter((each) => each.id !== id));
    if (this.store) void del(id, this.store);
  }

  private keep(id: string): void {
    const message = this.sent.find((each) => each.id === id);
    if (message && this.store) void set(id, message, this.store);
  }

  private change(sent: readonly Sent[]): void {
    this.sent = sent;
    this.listeners.forEach((listener) => listener());
  }
}

const send = ({ id, shopId, sessionId, text }: Sent): Promise<unknown> =>
  ask(SendAgentMessageDocument, { input: { shopId, sessionId, text, commandId: id } });

export const outbox = new Outbox();
