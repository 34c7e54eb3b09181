import { Webhook } from 'standardwebhooks';
import { newWebhookSecret, signDelivery } from './sign-delivery';

it('a library of the standard finds the signature right, by each of two secrets, and wrong where a byte is another', () => {
  const [secret, old, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  const body = '{"type":"alert.raised"}';
  const headers = { ...signDelivery('d1', body, [secret, old], new Date()) };
  for (const known of [secret, old]) expect(new Webhook(known).verify(body, headers)).toEqual({ type: 'alert.raised' });
  expect(() => new Webhook(other).verify(body, headers)).toThrow();
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'd2' })).toThrow();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
