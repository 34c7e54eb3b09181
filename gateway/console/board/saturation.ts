export interface Loaded {
  readonly presence: string;
  readonly load: number;
  readonly maxCapacity: number | null;
}

/** Load over capacity of those who are not offline and have a limit (RES-74); undefined where nobody has one. */
export function saturationOf(agents: readonly Loaded[]): { readonly load: number; readonly capacity: number } | undefined {
  const counted = agents.filter(({ presence, maxCapacity }) => presence !== 'OFFLINE' && maxCapacity !== null);
  if (counted.length === 0) return undefined;
  const sum = (of: (agent: Loaded) => number) => counted.reduce((total, agent) => total + of(agent), 0);
  return { load: sum(({ load }) => load), capacity: sum(({ maxCapacity }) => maxCapacity ?? 0) };
}
