import { decided, exampleCandidate, exampleRequest, exampleView } from '../example-view';

const closed = exampleView([exampleCandidate('A')], {}, { open: false });

it('SCH-17 a closed shop takes a message, whoever is free', () => {
  expect(decided(closed)).toBe('CLOSED SHOP_CLOSED SCH-17');
});

it('SCH-19 a queueing buyer of a closed shop becomes a left message', () => {
  expect(decided(closed, { ...exampleRequest, waiting: 'QUEUED' })).toBe('CLOSED SHOP_CLOSED SCH-19');
});
