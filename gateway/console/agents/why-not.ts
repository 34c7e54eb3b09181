interface Serving {
  readonly presence: 'ONLINE' | 'REST' | 'SUSPENDED' | 'OFFLINE';
  readonly load: number;
  readonly maxCapacity: number | null;
  readonly noRouting: boolean;
}

export type WhyNot = 'full' | 'rest' | 'suspended' | 'offline' | 'noRouting';

const away = { REST: 'rest', SUSPENDED: 'suspended', OFFLINE: 'offline' } as const;

/** Why an agent gets no new buyer now; undefined when it does. */
export function whyNot({ presence, load, maxCapacity, noRouting }: Serving): WhyNot | undefined {
  if (noRouting) return 'noRouting';
  if (presence !== 'ONLINE') return away[presence];
  return maxCapacity !== null && load >= maxCapacity ? 'full' : undefined;
}
