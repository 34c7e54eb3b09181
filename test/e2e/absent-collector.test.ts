import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { newId } from '#libs/platform/process/ids';
import { buyerOf, stageShop } from '#test/kit/staged-shop';
import { startSystem } from '#test/kit/start-system';
import { testPorts } from '#test/kit/test-ports';

jest.setTimeout(120_000);

let silent: Server;
const taken: Socket[] = [];

beforeAll(async () => {
  silent = createServer((socket) => void taken.push(socket.on('error', () => undefined).resume()));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const socket of taken) socket.destroy();
  silent.close();
});

const send = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';

describe('a collector of traces', () => {
  it.each([
    ['is not there', async () => (await testPorts(1))[0]],
    ['takes everything and never answers', () => Promise.resolve((silent.address() as AddressInfo).port)],
  ])('that %s loses no request, and holds up no end', async (what, port) => {
    const endpoint = `http://127.0.0.1:${await port()}`;
    const system = await startSystem({
      processes: ['shop', 'session', 'gateway'],
      env: { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '50' },
    });
    try {
      const shop = await stageShop(system, { name: 'Lamps' });
      const one = async (number: number): Promise<unknown> => {
        const input = { shopId: shop.id, commandId: newId(), buyer: buyerOf(`b${number % 20}`), text: 'hello' };
        const { status, errors } = await system.graphql(shop.tokenOf('connector'), send, { input });
        return { status, errors };
      };
      for (let round = 0; round < 10; round += 1) {
        const begun = performance.now();
        const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => one(at)));
        expect(answers).toEqual(answers.map(() => ({ status: 200, errors: [] })));
        expect(performance.now() - begun).toBeLessThan(5_000);
      }
      if (what.startsWith('takes')) expect(taken.length).toBeGreaterThan(0);
      const begun = performance.now();
      await system.process('gateway').stop();
      expect(performance.now() - begun).toBeLessThan(10_000);
    } finally {
      await system.stop();
    }
  });
});
