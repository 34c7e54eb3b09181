import type { Trigger } from '#libs/contracts/index';
import type { FlightTerms } from '#libs/messaging/index';
import { answerBatch, claimBatch, settleBatch } from '#libs/platform/database/command-batch';
import type { CommandKey } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import type { Refusal } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { meetBuyers, type NamedBuyer } from '../../conversation/store/lock-buyers';
import { decideOrder, type OrderDone, type OrderIdentity, type OrderReport } from '../domain/decide-order';
import type { Order, OrderKey } from '../domain/order';
import { loadOrders, orderName } from '../store/load-orders';
import { saveOrders } from '../store/save-orders';
import { mappingName, mappingsOf } from '../store/status-mappings';
import { orderEvent } from './order-event';

export type OrderDeps = Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>;

/** A report of an order: parsed, allowed, its order and buyer named. */
export interface OrderCommand {
  readonly shopId: string;
  readonly key: CommandKey | null;
  readonly trigger: Trigger;
  readonly buyer: NamedBuyer;
  readonly order: OrderIdentity;
  readonly report: OrderReport;
}

export type OrderAnswer = { readonly outcome: 'done'; readonly order: Order } | Refusal;

/**
 * Takes the reports of all shops in one transaction, as flights of messages are flown: claim ids → lock the buyers, making the new ones → read → decide
 * one by one, each on what its predecessors have left → write → events.
 */
export const flyOrders =
  (deps: OrderDeps) =>
  (commands: readonly OrderCommand[], { lockMs }: FlightTerms): Promise<OrderAnswer[]> =>
    deps.db.transaction([...new Set(commands.map(({ shopId }) => shopId))], (tx) => fly(tx, deps, commands), { lockMs });

async function fly(tx: Tx, { outbox, clock, newId }: OrderDeps, commands: readonly OrderCommand[]): Promise<OrderAnswer[]> {
  const keys = commands.map(({ key }) => key);
  const tickets = await claimBatch<OrderKey>(tx, keys);
  const running = commands.filter((_, index) => tickets[index]?.kind === 'run');
  const repeated = tickets.flatMap((ticket) => (ticket.kind === 'repeat' ? [ticket.stored] : []));
  const buyers = new Map(running.map(({ buyer }) => [buyer.id, buyer]));
  if (running.length > 0) meetBuyers(tx, { named: [...buyers.values()], known: [], sessions: [] });
  const [orders, mappings] = await Promise.all([
    loadOrders(tx, [...running.map(({ order }) => order), ...repeated]),
    mappingsOf(tx, running.flatMap(spokenChannel)),
  ]);
  const now = clock.now();
  const changed: { readonly order: Order; readonly trigger: Trigger }[] = [];
  const written = new Map<string, Order>();
  const run = ({ order: of, report, trigger }: OrderCommand): OrderDone | Refusal => {
    const done = decideOrder(orders.get(orderName(of)) ?? null, of, report, mappings.get(mappingName(of))?.texts ?? [], now);
    if (done.outcome === 'refused') return done;
    orders.set(orderName(of), done.order);
    written.set(orderName(of), done.order);
    if (done.changed) changed.push({ order: done.order, trigger });
    return done;
  };
  const answers = answerBatch<OrderKey, Exclude<OrderAnswer, Refusal>>(tickets, {
    run: (index) => run(commands[index]!),
    repeat: (stored) => ({ outcome: 'done', order: certain(orders.get(orderName(stored))) }),
  });
  settleBatch(tx, keys, tickets, answers, ({ order: { buyerId, channelOrderId } }) => ({ buyerId, channelOrderId }));
  saveOrders(tx, [...written.values()], buyersOf([...written.values()], buyers));
  await outbox.append(
    tx,
    changed.map(({ order, trigger }) => orderEvent(order, trigger, newId(), now)),
  );
  return answers;
}

/** The channel whose words a report uses. */
const spokenChannel = ({ order: { shopId, channel }, report: { status } }: OrderCommand) => ('text' in status ? [{ shopId, channel }] : []);

const buyersOf = (orders: readonly Order[], buyers: ReadonlyMap<string, NamedBuyer>): NamedBuyer[] =>
  [...new Set(orders.map(({ buyerId }) => buyerId))].map((id) => certain(buyers.get(id)));

function certain<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('An order was taken without what it is about');
  return value;
}
