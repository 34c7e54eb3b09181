import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { choosePorts, requireFreePorts } from './ports';

describe('ports', () => {
  test('what is configured beats what was kept, and what was kept beats a new one', async () => {
    const first = await choosePorts(['gateway', 'shop', 'postgres'], { postgres: 5_555 }, {});
    expect(first).toMatchObject({ gateway: 4000, postgres: 5_555 });
    expect(await choosePorts(['gateway', 'shop', 'postgres'], {}, first)).toEqual(first);
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
