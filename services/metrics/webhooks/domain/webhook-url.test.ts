import { readWebhookUrl } from './webhook-url';

it.each([
  'https://127.0.0.1/hook',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/',
  'https://0.0.0.0/',
  'https://224.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://db.internal/',
  'https://printer.local/',
  'https://router/',
])('alerts never go to %s, unless the operator allows it', (url) => {
  expect(readWebhookUrl(url, false)).toBeNull();
  expect(readWebhookUrl(url, true)).not.toBeNull();
});

it.each(['http://example.com/', 'ftp://example.com/', 'https://user:secret@example.com/', 'https://example.com/#part', 'example.com', ''])(
  '%s is no address for alerts',
  (url) => {
    expect(readWebhookUrl(url, false)).toBeNull();
  },
);

it('an address is kept as it is written in full; in the clear only where the operator allows it', () => {
  expect(readWebhookUrl('https://Example.com/a?b=1', false)).toBe('https://example.com/a?b=1');
  expect(readWebhookUrl(`https://example.com/${'a'.repeat(2_000)}`, false)).toBeNull();
  expect(readWebhookUrl('http://127.0.0.1:8080/x', true)).toBe('http://127.0.0.1:8080/x');
  expect(readWebhookUrl('https://1.1.1.1/', false)).toBe('https://1.1.1.1/');
});
