import { ownTrace, requestIdOf, traceOf } from './trace-context';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

it('a request goes on in the trace that its client names, and has its id', () => {
  expect(traceOf(traceparent)).toBe(traceparent);
  expect(requestIdOf(traceparent)).toBe('0af7651916cd43dd8448eb211c80319c');
});

it.each([
  undefined,
  '',
  'a trace',
  [traceparent, traceparent],
  traceparent.toUpperCase(),
  `${traceparent}\n`,
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
])('begins a trace of its own where the client names %j', (header) => {
  const [one, other] = [traceOf(header), traceOf(header)];
  expect(one).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(requestIdOf(other)).not.toBe(requestIdOf(one));
});

it('what we do of ourselves has an id too, and is not recorded', () => expect(ownTrace()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/));

it('what no request has caused has no id', () => expect(requestIdOf(null)).toBeUndefined());
