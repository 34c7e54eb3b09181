import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { freePorts } from '#infra/process/port';
import { choosePorts, portProblem, requireFreePorts } from './ports';

describe('ports', () => {
  test('what is configured beats what was kept, and what was kept beats a new one', async () => {
    const first = await choosePorts(['gateway', 'shop', 'postgres'], { postgres: 5_555 }, {});
    expect(first).toMatchObject({ gateway: 4000, postgres: 5_555 });
    expect(await choosePorts(['gateway', 'shop', 'postgres'], {}, first)).toEqual(first);
  });

  test('a kept port that is asked for elsewhere now is given up', async () => {
    const chosen = await choosePorts(['gateway', 'shop'], { gateway: 20_001 }, { shop: 20_001 });
    expect(chosen.gateway).toBe(20_001);
    expect(chosen.shop).not.toBe(20_001);
  });

  test('the same port twice, and one that not everybody may use, are refused with the setting to change', async () => {
    const [port = 0] = await freePorts(1);
    await expect(requireFreePorts({ gateway: port, kafka: port })).rejects.toThrow(
      `Port ${port} is asked for twice, for gateway and kafka. Set JIEDAI_KAFKA_PORT to another port.`,
    );
    expect(portProblem('gateway', 80, 'EACCES')).toBe(
      'Port 80 (gateway) is not for everybody to use. Set JIEDAI_GATEWAY_PORT to 1024 or more.',
    );
  });

  test('a taken port is named with its owner and the setting that changes it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(requireFreePorts({ gateway: port })).rejects.toThrow(
      new RegExp(`^Port ${port} \\(gateway\\) is taken by .*\\(process ${process.pid}\\).*JIEDAI_GATEWAY_PORT`),
    );
    server.close();
    await once(server, 'close');
    await expect(requireFreePorts({ gateway: port })).resolves.toBeUndefined();
  });
});
