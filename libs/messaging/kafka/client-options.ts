import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory, KafkaConfig, SASLOptions } from 'kafkajs';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';

/** What kafkajs needs to reach a cluster. */
export const clientOptions = ({
  brokers,
  sasl,
  tls,
}: KafkaAccess): Pick<KafkaConfig, 'brokers' | 'sasl' | 'ssl'> & { readonly socketFactory: ISocketFactory } => ({
  brokers: [...brokers],
  ...(sasl === undefined ? {} : { sasl: { ...sasl } as SASLOptions }),
  ...(tls === undefined ? {} : { ssl: { ...tls } }),
  socketFactory,
});

/** kafkajs leaves Nagle's algorithm on, which costs small requests a round trip's patience. */
const socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const socket = ssl
    ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
    : connect({ host, port }, onConnect);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  return socket;
};
