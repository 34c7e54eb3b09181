/** Seeds with which the test has failed once, each played again before a new one. */
export const failedSeeds: readonly number[] = [];
