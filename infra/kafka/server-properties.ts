export interface BrokerSettings {
  readonly port: number;
  readonly controllerPort: number;
}

/**
 * server.properties of the embedded broker: one KRaft node for one machine. The session timeouts are short, so that the next start after
 * a kill does not wait for the old registration; a cluster keeps its own defaults.
 */
export function serverProperties({ port, controllerPort }: BrokerSettings, data: string): string {
  return Object.entries({ ...node(port, controllerPort, data), ...oneNode, ...quickRecovery, ...small })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const node = (port: number, controllerPort: number, data: string): Record<string, string | number> => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
  'controller.listener.names': 'CONTROLLER',
  listeners: `BROKER://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `BROKER://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'inter.broker.listener.name': 'BROKER',
  'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'log.dirs': data,
});

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
