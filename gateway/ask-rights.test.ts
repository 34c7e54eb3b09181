import { passportReader, passportSigner } from '#libs/platform/access/passport';
import { askRights } from './ask-rights';

const secrets = ['a secret of the gateway and its subgraphs'];
const now = { roles: ['AGENT'], imEnabled: false, active: true };
const reasons = ['schedule:write', 'schedule:write', 'orders:confirm'].map((permission) => ({ permission, until: null }));
const agent = { ...now, removedAt: null, effectivePermissions: reasons };
const found = { ...now, reasons };

type Sent = Parameters<Parameters<typeof askRights>[0]['shopService']['process']>[0];

/** A shop service that answers what the test says, and what it was asked. */
function stage(answer: (sent: Sent) => unknown) {
  const sent: Sent[] = [];
  const process = (asked: Sent) => {
    sent.push(asked);
    return Promise.resolve(answer(asked) as object);
  };
  return { ask: askRights({ shopService: { process }, passports: passportSigner(secrets) }), sent };
}

const idsOf = ({ request }: Sent): string[] => (request.variables?.['representations'] as { id: string }[]).map(({ id }) => id);

describe('asking the shop service what accounts are', () => {
  it('is one operation for all accounts of a shop in one turn, with a passport of its own for that shop', async () => {
    const { ask, sent } = stage((asked) => ({ data: { _entities: idsOf(asked).map((id) => (id === 'b' ? null : agent)) } }));
    const keys = [
      { shop: 's', account: 'a' },
      { shop: 's', account: 'b' },
      { shop: 't', account: 'c' },
    ];
    expect(await Promise.all(keys.map(ask))).toEqual([found, null, found]);
    // Whose passport is signed first is asked first.
    expect(sent.map(idsOf).sort()).toEqual([['a', 'b'], ['c']]);
    const ofT = sent.find((asked) => idsOf(asked).includes('c'));
    await expect(passportReader(secrets).read(ofT?.context.passport)).resolves.toEqual({
      subject: 'gateway',
      shop: 't',
      account: null,
      roles: [],
      imEnabled: false,
      permissions: ['accounts:read'],
    });
  });

  it('hears until when a permission was granted', async () => {
    const until = '2026-03-02T02:00:00.000Z';
    const { ask } = stage(() => ({ data: { _entities: [{ ...agent, effectivePermissions: [{ permission: 'schedule:write', until }] }] } }));
    expect(await ask({ shop: 's', account: 'a' })).toMatchObject({ reasons: [{ permission: 'schedule:write', until: new Date(until) }] });
  });

  it('takes an account that was removed for none', async () => {
    const { ask } = stage(() => ({ data: { _entities: [{ ...agent, active: false, removedAt: '2026-03-02T02:00:00.000Z' }] } }));
    expect(await ask({ shop: 's', account: 'a' })).toBeNull();
  });

  it.each([
    ['an error', { errors: [{ message: 'x' }], data: { _entities: [null] } }],
    ['nothing', {}],
    ['a role nobody knows', { data: { _entities: [{ ...agent, roles: ['ROOT'] }] } }],
  ])('gives no answer when the service says %s', async (_what, body) => {
    const { ask } = stage(() => body);
    await expect(ask({ shop: 's', account: 'a' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  });

  it('fails for the shop that was not answered alone', async () => {
    const { ask } = stage((asked) => (idsOf(asked)[0] === 'a' ? { data: { _entities: [agent] } } : {}));
    const outcomes = await Promise.allSettled([ask({ shop: 's', account: 'a' }), ask({ shop: 't', account: 'b' })]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
