/** Ways to reach a customer; consent is given for each by itself (CARE-10). */
export const media = ['CHANNEL', 'SMS'] as const;

export type Medium = (typeof media)[number];
