import { packRows, unpackRows, type Row } from './pack-rows';

it.each([
  ['none', []],
  ['one', [{ no: 3, verdict: 'CHOSEN', capacity: null }]],
  [
    'columns alike, texts, numbers and nulls',
    [
      { no: 0, verdict: 'CHOSEN', capacity: 5, online: true },
      { no: 1, verdict: 'AT_CAPACITY', capacity: null, online: true },
      { no: 2, verdict: 'CHOSEN', capacity: 5, online: true },
    ],
  ],
  ['more different texts than a character names', Array.from({ length: 40 }, (_, index) => ({ name: `n${index}` }))],
])('INV-4 rows come back as they were: %s', (_case, rows) => {
  const fields = Object.keys(rows[0] ?? {});
  const columns = Object.fromEntries(fields.map((field) => [field, rows.map((row) => (row as Row)[field]!)]));
  expect(unpackRows(packRows(columns))).toEqual(rows);
});
