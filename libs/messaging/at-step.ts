/** Where a process may die. Tests inject a function that ends it there; production passes none. */
export type Step = 'before-commit' | 'after-commit' | 'after-publish' | 'after-inbox-commit';

export type AtStep = (step: Step) => void | Promise<void>;
