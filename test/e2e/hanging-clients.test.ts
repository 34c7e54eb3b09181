import { connect, type Socket } from 'node:net';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
const open: Socket[] = [];

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'session', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('connector', 'enterChat', { buyer: buyerOf('b1') });
});

afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

afterAll(() => system?.stop());

/** Clients that begin a request and never end it; resolves when all of them have sent what they send. */
const hang = (count: number, text: string): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, () => {
      const socket = connect(system.environment.ports.gateway, '127.0.0.1');
      open.push(socket);
      socket.on('error', () => undefined).resume();
      return new Promise((resolve) => socket.once('close', resolve).write(text, resolve));
    }),
  );

const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

async function expectOpenDoor(): Promise<void> {
  for (const probe of ['live', 'ready']) expect((await fetch(`${system.process('gateway').url}/${probe}`)).status).toBe(200);
  const { data } = await system.graphql(shop.tokenOf('annie'), '{ viewer { roles } }');
  expect(data).toEqual({ viewer: { roles: ['AGENT'] } });
  await shop.tell('connector', 'enterChat', { buyer: buyerOf('b1') });
}

describe('requests that never end keep nobody out', () => {
  it('1,000 whose headers do not end', async () => {
    await hang(1_000, head);
    await expectOpenDoor();
  });

  it('1,000 without a token whose body does not come', async () => {
    await hang(1_000, `${head}content-length: 100\r\n\r\n{"query"`);
    await expectOpenDoor();
  });

  it('1,000 of one caller whose body does not come', async () => {
    await hang(1_000, `${head}authorization: Bearer ${shop.tokenOf('owner')}\r\ncontent-length: 100\r\n\r\n{"query"`);
    await expectOpenDoor();
  });
});
