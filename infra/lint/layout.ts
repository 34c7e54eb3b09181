/** What stands beside the features of a service. */
const besideFeatures = /^(main|features|consumers|call|deps|request-extra|[a-z-]+-input)\.ts$|^(README\.md|mappers\.json|schema\.graphql)$/;
const sharedFolders = ['generated', 'migrations'];
const rooms = ['domain', 'app', 'store', 'resolvers'];
const longest = 400;

/** A source file, by its path from the root, with its number of lines. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
}

/** What is wrong with where files are, and with how long they are. */
export function layoutProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, lines }) => {
    const problems = [...roomProblems(path)];
    if (lines > longest && !path.includes('/generated/')) problems.push(`${path}: ${lines} lines, at most ${longest}`);
    return problems;
  });
}

function roomProblems(path: string): string[] {
  const [root, , ...inside] = path.split('/');
  if (root !== 'services' || sharedFolders.includes(inside[0] ?? '')) return [];
  if (inside.length === 1) return besideFeatures.test(inside[0] ?? '') ? [] : [`${path}: belongs into the folder of a feature`];
  if (inside.length === 2) return inside[1] === 'schema.graphql' ? [] : [`${path}: belongs into a room: ${rooms.join(', ')}`];
  return rooms.includes(inside[1] ?? '') ? [] : [`${path}: "${inside[1]}" is no room; a feature has ${rooms.join(', ')}`];
}
