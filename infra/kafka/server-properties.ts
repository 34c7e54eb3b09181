import type { KafkaCredentials } from '#libs/platform/process/kafka-access';
import { usernameOf, type KafkaUsers } from './users';

export interface BrokerSettings {
  readonly port: number;
  readonly controllerPort: number;
  readonly users: KafkaUsers;
}

/**
 * server.properties of the embedded broker: one KRaft node for one machine. The session timeouts are short, so that the next start after
 * a kill does not wait for the old registration; a cluster keeps its own defaults. `setup` is a user of this one start.
 */
export function serverProperties({ port, controllerPort }: BrokerSettings, setup: KafkaCredentials, data: string): string {
  return Object.entries({ ...node(port, controllerPort, data), ...security(setup), ...oneNode, ...quickRecovery, ...small })
    .map(([name, value]) => `${name}=${escaped(String(value))}\n`)
    .join('');
}

/** Java reads such a file as Latin-1. */
const escaped = (value: string): string =>
  value.replace(/[\\\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const node = (port: number, controllerPort: number, data: string): Record<string, string | number> => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
  'controller.listener.names': 'CONTROLLER',
  listeners: `BROKER://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `BROKER://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'inter.broker.listener.name': 'BROKER',
  'log.dirs': data,
});

/**
 * Everybody logs in, by SCRAM: whoever listens on this port while the broker is down learns no password from it. `setup` logs in by PLAIN, because the
 * passwords of all others are given to a running broker, and it is what the node is to itself.
 */
function security({ username, password }: KafkaCredentials): Record<string, string | boolean> {
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}" user_${username}="${password}";`;
  return {
    'listener.security.protocol.map': 'BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': plain,
    'listener.name.broker.sasl.enabled.mechanisms': 'SCRAM-SHA-256,PLAIN',
    'listener.name.broker.plain.sasl.jaas.config': plain,
    'listener.name.broker.scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${username};User:${usernameOf('admin')}`,
    'allow.everyone.if.no.acl.found': false,
  };
}

const oneNode = {
  'auto.create.topics.enable': false,
  'default.replication.factor': 1,
  'min.insync.replicas': 1,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
};

const quickRecovery = {
  'broker.session.timeout.ms': 2_000,
  'broker.heartbeat.interval.ms': 250,
  'group.min.session.timeout.ms': 1_000,
  'group.initial.rebalance.delay.ms': 0,
};

const small = {
  'num.network.threads': 2,
  'num.io.threads': 4,
  'background.threads': 2,
  'log.cleaner.dedupe.buffer.size': 2_097_152,
  'metadata.max.idle.interval.ms': 5_000,
};
