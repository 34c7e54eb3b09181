/** Which modules a module names, by path. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Every circle of modules that import each other, types included: the sets in which each reaches each (Tarjan's algorithm). */
export function circlesIn(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (module: string): void => {
    order.set(module, order.size);
    lowest.set(module, order.get(module)!);
    open.push(module);
    for (const named of graph.get(module) ?? []) {
      if (!order.has(named)) visit(named);
      else if (!open.includes(named)) continue;
      lowest.set(module, Math.min(lowest.get(module)!, lowest.get(named)!));
    }
    if (lowest.get(module) !== order.get(module)) return;
    const circle = open.splice(open.indexOf(module));
    if (circle.length > 1 || graph.get(module)?.includes(module)) circles.push(circle.sort());
  };
  for (const module of graph.keys()) if (!order.has(module)) visit(module);
  return circles;
}
