import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type ConnectionOptions } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { readEnv } from '#libs/platform/process/env';
import { kafkaAccess, kafkaAccessEnv, type KafkaAccess } from '#libs/platform/process/kafka-access';
import { clientOptions } from './client-options';

const access = (env: Record<string, string>): KafkaAccess => kafkaAccess(readEnv(kafkaAccessEnv, { KAFKA_BROKERS: 'a:1,b:2', ...env }));

const folder = mkdtempSync(join(tmpdir(), 'jiedai-tls-'));
const certFile = join(folder, 'cert.pem');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the way to a Kafka cluster', () => {
  test('names nobody and encrypts nothing unless it is told to', () => {
    expect(access({})).toEqual({ brokers: ['a:1', 'b:2'], sasl: undefined, tls: undefined });
  });

  test('a name needs its password; the mechanism may be spelled as Kafka does', () => {
    const who = { KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(access(who).sasl).toEqual({ mechanism: 'scram-sha-256', username: 'u', password: 'p' });
    expect(access({ ...who, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' }).sasl?.mechanism).toBe('scram-sha-512');
    expect(() => access({ KAFKA_SASL_USERNAME: 'u' })).toThrow('both are needed');
    expect(() => access({ KAFKA_SASL_MECHANISM: 'plain' })).toThrow('both are needed');
  });

  test('files that cannot be read and half a key pair are told of', () => {
    expect(() => access({ KAFKA_TLS_CA: '/nowhere.pem' })).toThrow(
      'KAFKA_TLS_CA: a PEM file is expected, but /nowhere.pem cannot be read (ENOENT)',
    );
    expect(() => access({ KAFKA_TLS_CERT: certFile })).toThrow('KAFKA_TLS_CERT and KAFKA_TLS_KEY');
    expect(access({ KAFKA_TLS: 'true' }).tls).toEqual({});
  });

  test('speaks TLS to a broker whose authority it was given, and to no other', async () => {
    writeFileSync(certFile, cert);
    const server = createServer({ key, cert }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const greet = (settings: Record<string, string>): Promise<void> =>
      new Promise((resolve, reject) => {
        const { socketFactory, ssl } = clientOptions(access(settings));
        const socket = socketFactory?.({ host: '127.0.0.1', port, ssl: ssl as ConnectionOptions, onConnect: () => socket?.destroy() });
        socket?.once('error', reject).once('close', resolve);
      });
    await greet({ KAFKA_TLS_CA: certFile });
    await expect(greet({ KAFKA_TLS: 'true' })).rejects.toThrow(/self-signed certificate/);
    server.close();
  });
});

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdjxghutmRorHywsK
V1QsGuxRtqmKQoXnOh80F5NeUnShRANCAARsj77FpJwBzawtbqqxtTKN2+mNbcxc
Fqxcvsqcij9sfQXexV+YMkLXlZ+IOV0PRNNfLHO7K72Q0gXkdA0qodJY
-----END PRIVATE KEY-----
`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBlDCCATqgAwIBAgIUJAFqY/gqYXFVKm2d/ELMZA9hFuUwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLYnJva2VyLnRlc3QwIBcNMjYxMTI3MDAxMDI1WhgPMjEyNjEx
MDMwMDEwMjVaMBYxFDASBgNVBAMMC2Jyb2tlci50ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEbI++xaScAc2sLW6qsbUyjdvpjW3MXBasXL7KnIo/bH0F3sVf
mDJC15WfiDldD0TTXyxzuyu9kNIF5HQNKqHSWKNkMGIwHQYDVR0OBBYEFEUyAuvv
Ik3E4nt+s87vebvjLOIUMB8GA1UdIwQYMBaAFEUyAuvvIk3E4nt+s87vebvjLOIU
MA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNI
ADBFAiEAukOYEKMgoKmwG52AMfN/88yw//0s2FRkN1X8tT/Y/SkCICsLlZEnUpyM
nc/l0Kfc/7Jg/ehrLcJ6jPED8PxDVZt5
-----END CERTIFICATE-----
`;
