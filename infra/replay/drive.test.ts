import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCompressedClock } from './compressed-clock';
import { parseContacts } from './contacts';
import type { ShopCalls, Presence } from './shop-calls';
import { drive } from './drive';
import { planReplay, type ReplayPlan } from './plan';
import { newTally, type Tally } from './tally';

/** A reception small enough to be seen through: first come first served, one session an agent. */
class OneRoomReception implements ShopCalls {
  readonly steps: string[] = [];
  private readonly presence = new Map<string, Presence>();
  private readonly withAgent = new Map<string, string>();
  private readonly queue: string[] = [];

  async write(contactId: string) {
    this.queue.push(contactId);
    this.drain();
    return { sessionId: contactId, outcome: this.withAgent.has(contactId) ? ('ASSIGNED' as const) : ('QUEUED' as const) };
  }

  async leave(contactId: string) {
    const position = this.queue.indexOf(contactId);
    if (position >= 0) this.queue.splice(position, 1);
    if (position >= 0) this.steps.push(`${contactId} left`);
    return position >= 0;
  }

  async answer({ sessionId, agentId }: { sessionId: string; agentId: string }) {
    if (this.withAgent.get(sessionId) !== agentId) throw new Error(`${agentId} answered for another`);
  }

  async end({ sessionId, agentId }: { sessionId: string; agentId: string }) {
    this.withAgent.delete(sessionId);
    this.steps.push(`${agentId} ended ${sessionId}`);
    this.drain();
  }

  async setPresence(agentId: string, presence: Presence) {
    if (presence === 'OFFLINE' && this.busy(agentId)) throw new Error('cut off');
    this.steps.push(`${agentId} ${presence}`);
    this.presence.set(agentId, presence);
    this.drain();
  }

  async active() {
    return [...this.withAgent].map(([sessionId, agentId]) => ({ sessionId, agentId }));
  }

  async loads() {
    return new Map([...this.presence.keys()].map((agentId) => [agentId, this.busy(agentId) ? 1 : 0]));
  }

  private busy(agentId: string): boolean {
    return [...this.withAgent.values()].includes(agentId);
  }

  private drain(): void {
    for (const [agentId, presence] of this.presence) {
      if (presence !== 'ONLINE' || this.busy(agentId)) continue;
      const next = this.queue.shift();
      if (next !== undefined) this.withAgent.set(next, agentId);
    }
  }
}

async function play(plan: ReplayPlan, calls: ShopCalls, speed: number) {
  const tally: Tally = newTally();
  const idOf = new Map(plan.agents.map(({ name }) => [name, name]));
  return { played: await drive({ plan, clock: startCompressedClock(speed), calls, idOf, tally }), tally };
}

const header = 'contact,arrived_at,service,priority,customer,queue_seconds,outcome,service_seconds,agent';
const planOf = (...rows: string[]): ReplayPlan => planReplay(parseContacts([header, ...rows].join('\n')), '2026-03-02');

describe('driving a replay', () => {
  test('every contact of the sample comes to one end, and every agent rests before it goes', async () => {
    const sample = planReplay(parseContacts(readFileSync(join(__dirname, 'sample.csv'), 'utf8')), '2026-03-02');
    const reception = new OneRoomReception();
    const { played, tally } = await play(sample, reception, 4_000);
    expect(tally).toMatchObject({ arrived: 15, online: 0, failures: [] });
    expect(tally.served + tally.left).toBe(15);
    expect(new Set(played.map((contact) => contact.contactId)).size).toBe(15);
    for (const { name } of sample.agents) {
      expect(reception.steps.filter((step) => step.startsWith(`${name} `) && !step.includes('ended'))).toEqual(
        ['ONLINE', 'REST', 'OFFLINE'].map((presence) => `${name} ${presence}`),
      );
    }
  });

  test('who hung up at once leaves when it has to wait, and is served for 0 s when it has not', async () => {
    const { played } = await play(
      planOf(
        'c1,2026-03-02T09:00:00Z,PS,0,,0,HANG,0,',
        'c2,2026-03-02T09:01:00Z,PS,0,,0,AGENT,60,A',
        'c3,2026-03-02T09:01:30Z,PS,0,,0,HANG,0,',
        'c4,2026-03-02T09:02:30Z,PS,0,,0,HANG,0,',
        'c5,2026-03-02T09:03:00Z,PS,0,,0,AGENT,10,A',
      ),
      new OneRoomReception(),
      400,
    );
    expect(played.map(({ contactId, outcome }) => [contactId, outcome])).toEqual([
      ['c1', 'left'],
      ['c2', 'served'],
      ['c3', 'left'],
      ['c4', 'served'],
      ['c5', 'served'],
    ]);
  });

  test('who still waits when everything is over leaves; a talk is finished though its agent should have gone', async () => {
    const reception = new OneRoomReception();
    const { played } = await play(
      planOf(
        'c1,2026-03-02T09:00:00Z,PS,0,,0,AGENT,60,A',
        'c2,2026-03-02T09:00:05Z,PS,0,,115,AGENT,5,A',
        'c3,2026-03-02T09:00:10Z,PS,0,,0,AGENT,120,',
        'c4,2026-03-02T09:00:20Z,PS,0,,0,AGENT,5,',
      ),
      reception,
      400,
    );
    expect(played.map(({ outcome }) => outcome)).toEqual(['served', 'served', 'served', 'left']);
    expect(reception.steps).toEqual(['A ONLINE', 'A ended c1', 'A ended c2', 'A REST', 'A ended c3', 'A OFFLINE', 'c4 left']);
  });

  test('a contact that fails is told by name, and the others go on', async () => {
    const reception = new OneRoomReception();
    const calls: ShopCalls = Object.assign(Object.create(reception) as OneRoomReception, {
      write: (contactId: string) => (contactId === 'c1' ? Promise.reject(new Error('refused')) : reception.write(contactId)),
    });
    const { played, tally } = await play(
      planOf('c1,2026-03-02T09:00:00Z,PS,0,,0,HANG,0,', 'c2,2026-03-02T09:00:01Z,PS,0,,0,AGENT,1,A'),
      calls,
      400,
    );
    expect(tally.failures).toEqual(['contact c1: refused']);
    expect(played).toHaveLength(1);
  });
});
