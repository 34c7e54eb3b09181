/** Lines of several lists as one, the newest first. */
export const newestFirst = <T extends { readonly at: string }>(lists: readonly (readonly T[])[]): T[] =>
  lists.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
