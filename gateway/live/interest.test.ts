import { createServer } from 'node:http';
import type { FactNote } from '#libs/messaging/feed/index';
import { Interest } from './interest';
import { LiveStream } from './live-stream';
import type { Changed } from './changed';
import type { Watch } from './watch';

const query = { text: '', variables: {}, ids: 'ids', idKey: 'liveSessionId' };
const inbox = { root: 'inboxChanged', sessionId: undefined, query } as unknown as Watch;
const session = (id: string): Changed => ({ kind: 'SESSION', id });
const note = (id: string, value = '{}'): FactNote => ({
  type: 'recorded',
  topic: 'message-recorded',
  shopId: 's',
  subject: id,
  incarnation: 1,
  seq: 1,
  value,
});
const answer = (...ids: string[]) => ({ data: { sessions: ids.map((id) => ({ liveSessionId: id })) } });
const change = (...ids: string[]) => ({ reason: 'CHANGE' as const, changed: ids.map(session) });
const whole = { reason: 'SNAPSHOT' as const, changed: [] };

/** A stream of a server that answers nobody. */
async function idleStream(): Promise<LiveStream> {
  return new Promise((resolve) => {
    const server = createServer((_request, response) => {
      const options = { now: () => 0, onWritable: () => undefined, onClose: () => undefined };
      resolve(
        new LiveStream(
          { watch: inbox, who: () => Promise.reject(new Error('nobody')), endsAt: undefined, heartbeat: false },
          response,
          options,
        ),
      );
      response.destroy();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      void fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}`).catch(() => undefined);
    });
  });
}

describe('an inbox is about', () => {
  const concerns = (interest: Interest, id: string, value?: string): boolean => interest.concerns(note(id, value), session(id));

  it('any session until it knows which are its own', () => {
    const interest = new Interest(inbox, 'annie');
    expect(concerns(interest, 'x')).toBe(true);
    expect(interest.ask([whole])).toBeNull();
    expect(concerns(interest, 'x')).toBe(true);
    interest.learn(null, answer('a'), []);
    expect([concerns(interest, 'x'), concerns(interest, 'a')]).toEqual([false, true]);
  });

  it('a session that a fact has given to the account, and what happens in it from then on', () => {
    const interest = new Interest(inbox, 'annie');
    interest.learn(null, answer(), []);
    expect(concerns(interest, 'x', '{"agentId":"ben"}')).toBe(false);
    expect(concerns(interest, 'x', '{"agentId":"annie"}')).toBe(true);
    expect(concerns(interest, 'x')).toBe(true);
  });

  it('a session no more that is not found among its own', () => {
    const interest = new Interest(inbox, 'annie');
    interest.learn(null, answer('a', 'b'), []);
    expect(interest.ask([change('a'), change('b')])).toEqual(['a', 'b']);
    interest.learn(['a', 'b'], answer('a'), []);
    expect([concerns(interest, 'a'), concerns(interest, 'b')]).toEqual([true, false]);
  });

  it('a session still that is not found while something of it waits to be told, or while a service is behind', async () => {
    const stream = await idleStream();
    stream.mark(session('b'));
    const interest = new Interest(inbox, 'annie');
    interest.learn(null, answer('a'), [stream]);
    interest.ask([change('c')]);
    interest.learn(['c'], { ...answer(), extensions: { behind: [{ service: 'session', stream: 'session-routed' }] } }, []);
    expect(['a', 'b', 'c', 'd'].map((id) => concerns(interest, id))).toEqual([true, true, true, false]);
  });
});
