import { serverProperties } from './server-properties';
import { kafkaUsers, usernameOf, type KafkaUsers } from './users';

const users = Object.fromEntries(kafkaUsers.map((user) => [user, { username: usernameOf(user), password: 'x' }])) as KafkaUsers;
const properties = (data: string): string =>
  serverProperties({ port: 9092, controllerPort: 40001, users }, { username: 'setup', password: 'once' }, data);

describe('server.properties of the embedded broker', () => {
  const text = properties('/home/kafka/data');

  test('names both ports and the data folder', () => {
    expect(text).toContain('listeners=BROKER://127.0.0.1:9092,CONTROLLER://127.0.0.1:40001\n');
    expect(text).toContain('controller.quorum.bootstrap.servers=127.0.0.1:40001\n');
    expect(text).toContain('log.dirs=/home/kafka/data\n');
  });

  test('creates no topic by accident', () => {
    expect(text).toContain('auto.create.topics.enable=false\n');
  });

  test('nobody is served who has not logged in, and nobody may do what no rule allows', () => {
    expect(text).toContain('listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT\n');
    expect(text).toContain('allow.everyone.if.no.acl.found=false\n');
    expect(text).not.toContain('jiedai-session');
  });

  test('a folder outside Latin-1 is written as Java reads it', () => {
    expect(properties('/家/data')).toContain('log.dirs=/\\u5bb6/data\n');
  });
});
