import pino from 'pino';
import type { Bearer } from '#libs/platform/access/caller';
import { serviceUnavailable } from '#libs/platform/errors';
import { KeyRights } from './key-rights';

const bearer: Bearer = { subject: 'k', shop: 's', account: null, roles: [], key: { id: 'k', digest: 'd' } };

function stage() {
  const service = {
    says: (): Promise<{ scopes: string[]; until: Date | null } | null> =>
      Promise.resolve({ scopes: ['connector', 'metrics:read'], until: null }),
    now: 0,
    asked: 0,
  };
  const ask = () => {
    service.asked += 1;
    return service.says();
  };
  return {
    service,
    rights: new KeyRights({ ask, clock: { now: () => new Date(service.now) }, log: pino({ level: 'silent' }), now: () => service.now }),
  };
}

it('a key calls with what its scopes open, under its own id', async () => {
  const { rights } = stage();
  await expect(rights.callerOf(bearer)).resolves.toEqual({
    subject: 'k',
    shop: 's',
    account: null,
    key: 'k',
    roles: ['KEY', 'CONNECTOR'],
    imEnabled: false,
    permissions: ['metrics:read'],
  });
});

it('a revoked key is refused within a second, and at once where it was revoked', async () => {
  const { service, rights } = stage();
  await rights.callerOf(bearer);
  service.says = () => Promise.resolve(null);
  service.now = 999;
  await rights.callerOf(bearer);
  service.now = 1_000;
  await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', field: 'authorization' });
  service.says = () => Promise.resolve({ scopes: [], until: null });
  rights.changed('s', true);
  await expect(rights.callerOf(bearer)).resolves.toMatchObject({ roles: ['KEY'] });
  expect(service.asked).toBe(3);
});

it('while the shop service is away the last answer holds, and a key that was never seen is told to come again', async () => {
  const { service, rights } = stage();
  await rights.callerOf(bearer);
  service.says = () => Promise.reject(serviceUnavailable('The shop service'));
  service.now = 60_000;
  await expect(rights.callerOf(bearer)).resolves.toMatchObject({ key: 'k' });
  await expect(rights.callerOf({ ...bearer, key: { id: 'k', digest: 'e' } })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

it('a key ends when it was said to, whether or not the shop service can be asked', async () => {
  const { service, rights } = stage();
  service.says = () => Promise.resolve({ scopes: ['read'], until: new Date(60_000) });
  await rights.callerOf(bearer);
  service.says = () => Promise.reject(serviceUnavailable('The shop service'));
  service.now = 59_999;
  await expect(rights.callerOf(bearer)).resolves.toMatchObject({ key: 'k' });
  service.now = 60_000;
  await expect(rights.callerOf(bearer)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
