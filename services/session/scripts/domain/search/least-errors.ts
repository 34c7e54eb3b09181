const longest = 255;
const rows = [new Uint8Array(longest + 1), new Uint8Array(longest + 1), new Uint8Array(longest + 1)] as const;

/** The fewest characters that were added, left out, changed or swapped with their neighbour when a query was typed, over all parts of a text. */
export function leastErrors(query: string, text: string): number {
  const columns = Math.min(text.length, longest) + 1;
  let [before, last, now] = rows;
  last.fill(0, 0, columns);
  for (let row = 1; row <= Math.min(query.length, longest); row += 1) {
    const typed = query.charCodeAt(row - 1);
    const typedBefore = row > 1 ? query.charCodeAt(row - 2) : -1;
    now[0] = row;
    for (let column = 1; column < columns; column += 1) {
      const same = typed === text.charCodeAt(column - 1);
      let errors = Math.min(last[column - 1]! + (same ? 0 : 1), last[column]! + 1, now[column - 1]! + 1);
      const swapped = column > 1 && typed === text.charCodeAt(column - 2) && typedBefore === text.charCodeAt(column - 1);
      if (swapped) errors = Math.min(errors, before[column - 2]! + 1);
      now[column] = errors;
    }
    [before, last, now] = [last, now, before];
  }
  let least = longest;
  for (let column = 0; column < columns; column += 1) if (last[column]! < least) least = last[column]!;
  return least;
}
