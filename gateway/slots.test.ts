import { Slots } from './slots';

describe('slots', () => {
  const full = { code: 'SERVICE_UNAVAILABLE', retryable: true };

  it('are given to so many at once, and again when one is given back', () => {
    const slots = new Slots(2, 2);
    const first = slots.take('a');
    slots.take('b');
    expect(() => slots.take('c')).toThrow(expect.objectContaining(full));
    first();
    slots.take('c');
    expect(() => slots.take('d')).toThrow(expect.objectContaining(full));
  });

  it('are not all given to one caller', () => {
    const slots = new Slots(3, 2);
    const first = slots.take('a');
    slots.take('a');
    expect(() => slots.take('a')).toThrow(expect.objectContaining(full));
    slots.take('b')();
    first();
    slots.take('a');
    expect(() => slots.take('a')).toThrow(expect.objectContaining(full));
  });
});
