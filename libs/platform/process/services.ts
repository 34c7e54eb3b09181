/** The services, in the order in which they are composed and started. Scripts in plain JavaScript take the folder names instead; a test holds both equal. */
export const services = ['shop', 'schedule', 'routing', 'session', 'metrics', 'care'] as const;

export type ServiceName = (typeof services)[number];
