/** Which entries have which terms. Entries are numbered from 0 in the order in which they come; nothing is taken out. */
export class TermIndex {
  private readonly postings = new Map<string, Postings>();
  private entries = 0;
  private scores = new Uint16Array(1_024);

  get size(): number {
    return this.entries;
  }

  /** The number of the new entry. */
  add(terms: Iterable<string>): number {
    const entry = this.entries;
    this.entries += 1;
    if (this.entries > this.scores.length) this.scores = new Uint16Array(this.entries * 2);
    for (const term of new Set(terms)) {
      const known = this.postings.get(term);
      if (known) known.push(entry);
      else this.postings.set(term, new Postings(entry));
    }
    return entry;
  }

  /** The entries that have most of what is wanted, by weight, the best first and of equals the older; at most so many. */
  best(
    wanted: readonly { readonly term: string; readonly weight: number }[],
    most: number,
    isWanted: (entry: number) => boolean,
  ): number[] {
    const { scores } = this;
    scores.fill(0, 0, this.entries);
    let highest = 0;
    for (const { term, weight } of wanted) highest += this.postings.get(term)?.addTo(scores, weight) ?? 0;
    if (highest === 0) return [];
    const byScore: number[][] = Array.from({ length: highest + 1 }, () => []);
    for (let entry = 0; entry < this.entries; entry += 1) {
      const bucket = scores[entry] === 0 ? undefined : byScore[scores[entry]!];
      if (bucket && bucket.length < most && isWanted(entry)) bucket.push(entry);
    }
    return byScore.reverse().flat().slice(0, most);
  }
}

/** The entries that have one term, in ascending order. */
class Postings {
  private entries = new Uint32Array(2);
  private length = 1;

  constructor(first: number) {
    this.entries[0] = first;
  }

  push(entry: number): void {
    if (this.length === this.entries.length) {
      const longer = new Uint32Array(this.length * 2);
      longer.set(this.entries);
      this.entries = longer;
    }
    this.entries[this.length] = entry;
    this.length += 1;
  }

  addTo(scores: Uint16Array, weight: number): number {
    const { entries, length } = this;
    for (let index = 0; index < length; index += 1) scores[entries[index]!]! += weight;
    return weight;
  }
}
