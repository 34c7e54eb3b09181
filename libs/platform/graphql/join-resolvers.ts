type ResolverMap = Readonly<Record<string, object>>;

/** The resolvers of a service's features as one map. Two features may share a type, never a field of it. */
export function joinResolvers(...features: readonly object[]): Record<string, object> {
  const joined: Record<string, Record<string, unknown>> = {};
  for (const feature of features as readonly ResolverMap[]) {
    for (const [type, fields] of Object.entries(feature)) {
      const known = (joined[type] ??= {});
      for (const [field, resolver] of Object.entries(fields)) {
        if (field in known) throw new Error(`Two features resolve ${type}.${field}; one of them must go.`);
        known[field] = resolver;
      }
    }
  }
  return joined;
}
