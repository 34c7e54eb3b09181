import pino from 'pino';
import type { Bearer } from '#libs/platform/access/caller';
import { serviceUnavailable } from '#libs/platform/errors';
import { AccountRights } from './account-rights';
import type { AccountKey, AccountNow } from './ask-rights';

const bearer: Bearer = { subject: 'w', shop: 's', account: 'a', roles: [] };
const agent: AccountNow = { roles: ['AGENT'], imEnabled: true, reasons: [], active: true };

/** Rights over a shop service that a test drives; the machine's clock stands where the test puts it. */
function stage() {
  const lines: string[] = [];
  const asked: AccountKey[] = [];
  const service = {
    says: (_key: AccountKey): Promise<AccountNow | null> => Promise.resolve(agent),
    now: 0,
    business: new Date('2026-03-02T02:00:00Z'),
  };
  const rights = new AccountRights({
    ask: (key) => {
      asked.push(key);
      return service.says(key);
    },
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    now: () => service.now,
    clock: { now: () => service.business },
  });
  const away = (): Promise<never> => Promise.reject(serviceUnavailable('The shop service'));
  const warnings = (): number => lines.filter((line) => line.includes('does not say what accounts may')).length;
  return { rights, service, asked, away, warnings };
}

describe('PRM-2 what an account may', () => {
  it('is what the shop service says, asked once a second however often and by how many at once', async () => {
    const { rights, service, asked } = stage();
    const callers = await Promise.all([rights.callerOf(bearer), rights.callerOf(bearer)]);
    expect(callers).toEqual(Array(2).fill({ subject: 'w', shop: 's', account: 'a', roles: ['AGENT'], imEnabled: true, permissions: [] }));
    service.now = 999;
    await rights.callerOf(bearer);
    expect(asked).toEqual([{ shop: 's', account: 'a' }]);
    service.now = 1_000;
    service.says = () => Promise.resolve({ ...agent, roles: ['OPERATIONS'], imEnabled: false });
    await expect(rights.callerOf(bearer)).resolves.toMatchObject({ roles: ['OPERATIONS'], imEnabled: false });
    expect(asked).toHaveLength(2);
  });

  it('ends with a grant at its instant, while the shop service is away too; another reason goes on', async () => {
    const { rights, service, away } = stage();
    const until = new Date('2026-03-02T03:00:00Z');
    const reasons = [
      { permission: 'schedule:write', until },
      { permission: 'orders:confirm', until },
      { permission: 'orders:confirm', until: null },
    ];
    service.says = () => Promise.resolve({ ...agent, reasons });
    expect((await rights.callerOf(bearer)).permissions).toEqual(['schedule:write', 'orders:confirm']);
    [service.says, service.now, service.business] = [away, 1_000, until];
    expect((await rights.callerOf(bearer)).permissions).toEqual(['orders:confirm']);
  });

  it('is no more than a second old, also when the answer took long', async () => {
    const { rights, service, asked } = stage();
    let answer: (account: AccountNow) => void = () => undefined;
    service.says = () => new Promise((resolve) => (answer = resolve));
    const first = rights.callerOf(bearer);
    service.now = 1_500;
    answer(agent);
    await first;
    service.says = () => Promise.resolve(agent);
    await rights.callerOf(bearer);
    expect(asked).toHaveLength(2);
  });

  it('is nothing for an account that does not exist, and for one that is not active', async () => {
    const { rights, service } = stage();
    service.says = () => Promise.resolve(null);
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    service.now = 1_000;
    service.says = () => Promise.resolve({ ...agent, active: false });
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'FORBIDDEN', expected: 'an active account' });
  });

  it('is asked anew after something of the shop was changed, even by whoever asked before the change', async () => {
    const { rights, service, asked } = stage();
    const before = rights.callerOf(bearer);
    rights.changed('s', true);
    service.says = () => Promise.resolve({ ...agent, roles: ['OPERATIONS'] });
    await expect(rights.callerOf(bearer)).resolves.toMatchObject({ roles: ['OPERATIONS'] });
    await before;
    await rights.callerOf(bearer);
    rights.changed('another', true);
    rights.changed(null, true);
    await rights.callerOf(bearer);
    expect(asked).toHaveLength(2);
  });

  it('is asked of nobody for callers that are no account', async () => {
    const { rights, asked } = stage();
    await expect(rights.callerOf({ subject: 'c', shop: 's', account: null, roles: ['CONNECTOR'] })).resolves.toMatchObject({
      roles: ['CONNECTOR'],
    });
    expect(asked).toEqual([]);
  });
});

describe('while the shop service is away', () => {
  it('the last answer holds for five minutes, with one warning', async () => {
    const { rights, service, away, warnings } = stage();
    await rights.callerOf(bearer);
    service.says = away;
    for (service.now = 1_000; service.now < 300_000; service.now += 60_000)
      await expect(rights.callerOf(bearer)).resolves.toMatchObject({ roles: ['AGENT'] });
    service.now = 300_000;
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    expect(warnings()).toBe(1);
  });

  it('an account that was never seen is told to come again', async () => {
    const { rights, service, away } = stage();
    service.says = away;
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  });

  it('a last answer that was no does not become a yes', async () => {
    const { rights, service, away } = stage();
    service.says = () => Promise.resolve({ ...agent, active: false });
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    [service.says, service.now] = [away, 1_000];
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a change that the service has confirmed leaves no last answer; one it may have made is asked about', async () => {
    const { rights, service, asked, away } = stage();
    await rights.callerOf(bearer);
    service.says = away;
    rights.changed('s', false);
    await expect(rights.callerOf(bearer)).resolves.toMatchObject({ roles: ['AGENT'] });
    expect(asked).toHaveLength(2);
    rights.changed('s', true);
    await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

it('remembers no more accounts than it has room for', async () => {
  const { rights, service, away } = stage();
  for (let at = 0; at <= 50_000; at += 1) await rights.callerOf({ ...bearer, shop: `s${at}` });
  service.says = away;
  service.now = 1_000;
  await expect(rights.callerOf({ ...bearer, shop: 's0' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await expect(rights.callerOf({ ...bearer, shop: 's50000' })).resolves.toMatchObject({ roles: ['AGENT'] });
});
