import { consented } from './consented';

const word = (state: 'GRANTED' | 'WITHDRAWN', at: string, medium: 'SMS' | 'CHANNEL' = 'SMS') => ({
  state,
  medium,
  at: new Date(`2026-03-02T${at}Z`),
});

test('CARE-10 the latest word on a medium counts, in whatever order they are heard; of two at one instant the refusal', () => {
  expect(consented([])).toEqual([]);
  expect(consented([word('GRANTED', '10:00:00'), word('GRANTED', '09:00:00', 'CHANNEL')])).toEqual(['CHANNEL', 'SMS']);
  expect(consented([word('WITHDRAWN', '10:00:00'), word('GRANTED', '09:00:00')])).toEqual([]);
  expect(consented([word('GRANTED', '11:00:00'), word('WITHDRAWN', '10:00:00')])).toEqual(['SMS']);
  expect(consented([word('WITHDRAWN', '10:00:00'), word('GRANTED', '10:00:00')])).toEqual([]);
  expect(consented([word('GRANTED', '10:00:00'), word('WITHDRAWN', '10:00:00')])).toEqual([]);
});
