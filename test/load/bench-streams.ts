import { LiveClient } from '#test/kit/live-client';
import type { OpenedShop } from '#infra/replay/open-shop';
import { newId } from '#libs/platform/process/ids';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLoop, timed } from './bench-load';
import { costBetween } from './bench-process-cost';
import { count, ms, type Row } from './bench-report';
import type { BenchSystem } from './bench-system';
import { ourTarget } from './bench-targets';

const streamsPerShop = 50;
const streamsPerPerson = 9;
const writesPerSecond = 40;
const openLimitMs = 30_000;

const query = `subscription($shop: ID!) { boardChanged(shopId: $shop) {
  reason changed { kind id } shop { queue { length } agents { id load } sessions(first: 20) { nodes { id state messageCount } } } } }`;
const send = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';

/** Ten shops, each watched fifty times, while buyers write. */
export async function measureStreams(system: BenchSystem, shops: readonly OpenedShop[], durationMs: number): Promise<Row[]> {
  let events = 0;
  const clients = shops.flatMap((shop) => watchers(shop).map((token) => open(system, shop, token, () => (events += 1))));
  const ours = ourTarget(system);
  try {
    const until = performance.now() + openLimitMs;
    while (clients.some((client) => client.payloads.length === 0)) {
      if (performance.now() > until) throw new Error('Not all streams have begun in time.');
      await sleep(100);
    }
    const [before, since] = [system.cpu(), performance.now()];
    events = 0;
    let sent = 0;
    const run = newId();
    await openLoop(writesPerSecond, durationMs, () => {
      const shop = shops[sent % shops.length]!;
      const input = { shopId: shop.shopId, buyer: { channel: 'x-bench', externalId: `${run}-${sent++}` }, text: 'Is it in stock?' };
      return timed(() => ours.ask(shop, 'connector', send, { input }));
    });
    const seconds = (performance.now() - since) / 1_000;
    const gateway = costBetween(before, system.cpu()).get('gateway') ?? 0;
    return [
      { what: `events/s to ${clients.length} streams`, measured: `${count(events / seconds)}/s at ${writesPerSecond} messages/s` },
      {
        what: '    CPU of the gateway',
        measured: `${ms(gateway / Math.max(1, events))} an event, ${count(gateway / seconds / 10)} % of a core`,
      },
    ];
  } finally {
    clients.forEach((client) => client.close());
    await ours.close();
  }
}

/** Each account may have a few streams, so a shop's streams are those of all its people. */
function watchers({ owner, agents }: OpenedShop): string[] {
  const people = [owner, ...agents.map(({ token }) => token)];
  return people.flatMap((token) => Array<string>(streamsPerPerson).fill(token)).slice(0, streamsPerShop);
}

const open = ({ running }: BenchSystem, { shopId }: OpenedShop, token: string, onEvent: () => void): LiveClient =>
  new LiveClient({ url: () => `${running.addresses.gateway}/graphql/stream`, token, query, variables: { shop: shopId }, keep: 1, onEvent });
