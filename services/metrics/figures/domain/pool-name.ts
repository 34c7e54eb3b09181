/** A pool's own name, without what follows it and tells its sessions apart: how they came, what they ask for, and ends of accounts' ids. */
export const poolName = (pool: string | null | undefined): string | null => pool?.split(/ with(?:out)? /)[0] ?? null;
