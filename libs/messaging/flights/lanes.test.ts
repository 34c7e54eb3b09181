import fc from 'fast-check';
import { createLanes } from './lanes';
import { partsOf, type Passenger } from './lane';

const passenger = (command: string): Passenger<string, void> => ({
  command,
  until: Infinity,
  untriedUntil: Infinity,
  resolve: () => undefined,
  reject: () => undefined,
});
const shopOf = (command: string): string => command[0]!;
const commandsOf = ({ queue }: { queue: readonly Passenger<string, void>[] }): string[] => queue.map(({ command }) => command);

it('shops are parted into at most eight groups, none left out, none twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), (count) => {
      const shops = Array.from({ length: count }, (_, index) => `shop-${index}`);
      const parts = partsOf(shops);
      expect(parts.flat()).toEqual(shops);
      expect(parts.length).toBeLessThanOrEqual(8);
      expect(parts.every((part) => part.length > 0)).toBe(true);
    }),
  );
});

it('whoever waits moves with its shop and keeps its order; the other shops stay with the common flight', () => {
  const lanes = createLanes(shopOf, 10);
  for (const command of ['a1', 'b1', 'a2', 'c1', 'b2']) lanes.of(passenger(command)).queue.push(passenger(command));
  const moved = lanes.part(lanes.common, ['a', 'b']);
  expect(moved.map(commandsOf)).toEqual([['c1'], ['a1', 'a2'], ['b1', 'b2']]);

  const [, a] = moved;
  lanes.of(passenger('a3')).queue.push(passenger('a3'));
  lanes.rejoin(a!);
  lanes.of(passenger('a4')).queue.push(passenger('a4'));
  expect([commandsOf(lanes.common), lanes.beside().length]).toEqual([['a1', 'a2', 'a3', 'c1', 'a4'], 1]);
});

it('a lane of several shops that is parted again leaves those that did not fly to the common flight', () => {
  const shops = Array.from({ length: 16 }, (_, index) => String.fromCharCode(97 + index));
  const lanes = createLanes(shopOf, 10);
  const [first] = (lanes.part(lanes.common, shops), lanes.beside());
  expect(first!.shops).toEqual(['a', 'b']);
  for (const command of ['b1', 'a1']) lanes.of(passenger(command)).queue.push(passenger(command));
  const moved = lanes.part(first!, ['a']);
  expect(moved.map(commandsOf)).toEqual([['b1'], ['a1']]);
  expect(lanes.of(passenger('b2'))).toBe(lanes.common);
});
