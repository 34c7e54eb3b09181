/** A fact of a buyer by its name, such as a size. */
export interface NamedFact {
  readonly name: string;
  readonly value: string;
}

/** What people of the shop have learnt of a buyer in chats (CARE-13). */
export interface BuyerProfile {
  readonly interests: readonly string[];
  readonly sizes: readonly NamedFact[];
  readonly note: string | null;
}

export interface StoredProfile extends BuyerProfile {
  readonly buyerId: string;
  readonly changedAt: Date;
  readonly changedBy: string | null;
}

/** What a save says. Absent means as before (RES-84), null means none. */
export interface ProfileChange {
  readonly interests?: readonly string[] | null | undefined;
  readonly sizes?: readonly NamedFact[] | null | undefined;
  readonly note?: string | null | undefined;
}

export function changeProfile(before: BuyerProfile | null, { interests, sizes, note }: ProfileChange): BuyerProfile {
  return {
    interests: interests === undefined ? (before?.interests ?? []) : [...new Set(interests)],
    sizes: sizes === undefined ? (before?.sizes ?? []) : (sizes ?? []),
    note: note === undefined ? (before?.note ?? null) : note,
  };
}

/** The profile of a person known by several identities, that of the first one first: of two sizes of one name the first counts. */
export function joinProfiles(profiles: readonly BuyerProfile[]): BuyerProfile {
  const sizes = new Map<string, NamedFact>();
  for (const size of profiles.flatMap((profile) => profile.sizes)) if (!sizes.has(size.name)) sizes.set(size.name, size);
  return {
    interests: [...new Set(profiles.flatMap(({ interests }) => interests))],
    sizes: [...sizes.values()],
    note: profiles.flatMap(({ note }) => note ?? []).join('\n') || null,
  };
}
