import { serverProperties } from './server-properties';

describe('server.properties of the embedded broker', () => {
  const text = serverProperties({ port: 9092, controllerPort: 40001 }, '/home/kafka/data');

  test('names both ports and the data folder', () => {
    expect(text).toContain('listeners=BROKER://127.0.0.1:9092,CONTROLLER://127.0.0.1:40001\n');
    expect(text).toContain('controller.quorum.bootstrap.servers=127.0.0.1:40001\n');
    expect(text).toContain('log.dirs=/home/kafka/data\n');
  });

  test('creates no topic by accident', () => {
    expect(text).toContain('auto.create.topics.enable=false\n');
  });
});
