/** How many have to be rostered so that `agents` are there, when a share of them is away (STF-28): 14 at 0.3 are 20. */
export const rostered = (agents: number, shrinkage: number): number => ceil(agents / (1 - shrinkage));

/** Rounded up; what is whole but for the last digits of a division stays. */
export const ceil = (value: number): number => Math.ceil(Number(value.toPrecision(12)));
