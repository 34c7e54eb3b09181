/** Features that a platform tries out with listed shops first (内测, RTE-46). */
export const trialFeatures = ['PRIORITY_CROWDS'] as const;

export type Trial = (typeof trialFeatures)[number];

/** The trials with one feature in or out, in the order of the list; the same list when it is so already. */
export function withTrial(trials: readonly Trial[] | null, feature: Trial, listed: boolean): readonly Trial[] | null {
  const known = trials ?? [];
  if (known.includes(feature) === listed) return trials;
  return trialFeatures.filter((each) => (each === feature ? listed : known.includes(each)));
}
