import { ServerClock } from './server-clock';

let steady = 0;
const clock = () => new ServerClock(() => steady);
const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

it('goes on from what the server said', () => {
  const known = clock();
  known.hear('2026-03-02T10:00:00Z');
  steady += 1_500;
  expect(known.now()).toBe(at('10:00:01.500'));
  known.hear('2026-03-02T10:00:01.600Z');
  expect(known.now()).toBe(at('10:00:01.600'));
});

it('stands still where the server says the same instant again', () => {
  const known = clock();
  known.hear('2026-03-02T10:00:00Z');
  steady += 15_000;
  known.hear('2026-03-02T10:00:00Z');
  steady += 15_000;
  expect(known.now()).toBe(at('10:00:00'));
  known.hear('2026-03-02T11:00:00Z');
  steady += 1_000;
  expect(known.now()).toBe(at('11:00:01'));
});

it('takes no nonsense', () => {
  const known = clock();
  known.hear('2026-03-02T10:00:00Z');
  known.hear('soon');
  expect(known.now()).toBe(at('10:00:00'));
});
