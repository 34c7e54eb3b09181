import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContacts } from './contacts';

const header = 'contact,arrived_at,service,priority,customer,queue_seconds,outcome,service_seconds,agent';

describe('reading a contact file', () => {
  test('a row keeps the date as written and knows empty fields', () => {
    const [contact] = parseContacts(`${header}\nc1,2026-03-02T23:59:59+08:00,PS,0,,12,HANG,0,\n`);
    expect(contact).toEqual({
      id: 'c1',
      arrivedAt: Date.parse('2026-03-02T15:59:59Z'),
      date: '2026-03-02',
      customer: null,
      queueSeconds: 12,
      outcome: 'HANG',
      serviceSeconds: 0,
      agent: null,
    });
  });

  test('columns may come in another order, with others between', () => {
    const csv =
      'agent,outcome,note,contact,service_seconds,queue_seconds,customer,arrived_at\r\na1,AGENT,x,c1,60,0,k1,2026-03-02T09:00:00Z\r\n';
    expect(parseContacts(csv)).toMatchObject([{ id: 'c1', agent: 'a1', customer: 'k1', serviceSeconds: 60 }]);
  });

  test('a missing column is named', () => {
    expect(() => parseContacts('contact,arrived_at\n')).toThrow(/no column customer, queue_seconds, outcome, service_seconds, agent/);
  });

  test('every bad line is named with its number and what would be right', () => {
    const csv = `${header}\nc1,yesterday,PS,0,,-1,HANG,0,\nc2,2026-03-02T09:00:00Z,PS,0,,0,LOST,0,\nshort\n`;
    expect(() => parseContacts(csv)).toThrow(/line 2: arrived_at .*\n.*line 2: queue_seconds .*\n.*line 3: outcome .*\n.*line 4: 9 fields/);
  });

  test('the sample in the repository can be read', () => {
    const sample = parseContacts(readFileSync(join(__dirname, 'sample.csv'), 'utf8'));
    expect(new Set(sample.map((contact) => contact.outcome))).toEqual(new Set(['AGENT', 'HANG', 'PHANTOM']));
  });
});
