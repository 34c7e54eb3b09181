import { ReadBudget } from './read-budget';

/** A budget, and queries that are answered when the test says so. */
function stage(limits: Partial<ConstructorParameters<typeof ReadBudget>[0]> = {}) {
  const budget = new ReadBudget({ openCost: 10, openCostPerCaller: 6, turnWaitMs: 60_000, ...limits });
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const read = (caller: string, name: string, cost: number): Promise<void> =>
    budget.run(caller, cost, () => {
      begun.push(name);
      return new Promise((resolve) => finish.set(name, resolve));
    });
  const end = async (name: string): Promise<void> => {
    finish.get(name)!();
    await new Promise(setImmediate);
  };
  return { begun, read, end };
}

describe('the budget of reads', () => {
  it('lets the reads of one caller wait for each other, and nobody else', async () => {
    const { begun, read, end } = stage();
    const all = [read('a', 'a1', 4), read('a', 'a2', 4), read('b', 'b1', 4)];
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
    await end('a2');
    await end('b1');
    await Promise.all(all);
  });

  it('bounds all reads together, and callers take turns', async () => {
    const { begun, read, end } = stage();
    const all = [read('a', 'a1', 5), read('b', 'b1', 5), read('a', 'a2', 5), read('c', 'c1', 5), read('a', 'a3', 5), read('d', 'd1', 5)];
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun.slice(2)).toEqual(['a2']);
    await end('b1');
    expect(begun.slice(3)).toEqual(['c1']);
    await end('a2');
    expect(begun.slice(4)).toEqual(['d1']);
    for (const name of ['c1', 'd1', 'a3']) await end(name);
    await Promise.all(all);
    expect(begun).toHaveLength(6);
  });

  it('does not let a small read overtake a large one of the same caller', async () => {
    const { begun, read, end } = stage();
    const all = [read('a', 'large', 6), read('a', 'larger', 20), read('a', 'small', 1)];
    await end('large');
    expect(begun).toEqual(['large', 'larger']);
    await end('larger');
    await end('small');
    await Promise.all(all);
  });

  it('refuses what has waited too long, and forgets it', async () => {
    const { begun, read, end } = stage({ turnWaitMs: 10 });
    const first = read('a', 'a1', 6);
    await expect(read('a', 'a2', 6)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    await end('a1');
    await first;
    const third = read('a', 'a3', 6);
    expect(begun).toEqual(['a1', 'a3']);
    await end('a3');
    await third;
  });

  it('gives back what a failed read had taken', async () => {
    const budget = new ReadBudget({ openCost: 1, openCostPerCaller: 1, turnWaitMs: 60_000 });
    await expect(budget.run('a', 1, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await expect(budget.run('a', 1, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
