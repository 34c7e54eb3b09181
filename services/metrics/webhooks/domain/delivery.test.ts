import { mostAttempts, outcomeOf, waitAfter } from './delivery';

const now = new Date('2026-03-02T02:00:00Z');
const after = (attempts: number, status: number | null, error: string | null = null) =>
  outcomeOf({ attempts }, { status, error }, now, 0.5);

it('any 2xx is a receipt; nothing else is, a redirect neither', () => {
  expect([200, 202, 204, 299].map((status) => after(1, status).status)).toEqual(Array(4).fill('DELIVERED'));
  expect([100, 199, 300, 301, 307, 400, 410, 500].map((status) => after(1, status).status)).toEqual(Array(8).fill('PENDING'));
  expect(after(3, 503)).toEqual({
    ...{ status: 'PENDING', doneAt: null, lastStatus: 503, lastError: 'The receiver answered 503.' },
    dueAt: new Date('2026-03-02T02:03:00Z'),
  });
  expect(after(1, null, 'No answer in time.')).toMatchObject({ lastStatus: null, lastError: 'No answer in time.' });
});

it('waits grow threefold up to six hours, a fifth more or less; the tenth failure is the last', () => {
  const waits = Array.from({ length: mostAttempts - 1 }, (_, index) => waitAfter(index + 1, 0.5) / 1_000);
  expect(waits).toEqual([20, 60, 180, 540, 1_620, 4_860, 14_580, 21_600, 21_600]);
  expect([waitAfter(1, 0), waitAfter(1, 1)]).toEqual([16_000, 24_000]);
  expect(after(mostAttempts - 1, 500).status).toBe('PENDING');
  expect(after(mostAttempts, 500)).toMatchObject({ status: 'DEAD', dueAt: null, doneAt: now });
  expect(after(mostAttempts, 200).status).toBe('DELIVERED');
});
