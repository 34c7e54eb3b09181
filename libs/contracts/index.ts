export * from './topics';
export * from './positions';
export * from './one-of';
export * from './policy';
export * from './catalogue';
export * from './event';
export * from './validate';
export * from './new-event';
