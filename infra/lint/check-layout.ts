import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { repoRoot } from '#libs/platform/process/repo-root';
import { circlesIn, type ImportGraph } from './circles';
import { layoutProblems, type SourceFile } from './layout';

const root = repoRoot();

/** `npm run layout:check`: modules that import each other in a circle, types included; files that are too long or in no room. */
function main(): void {
  const program = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (program === undefined) throw new Error('tsconfig.json cannot be read.');
  const circles = circlesIn(importsOf(program.fileNames, program.options)).map((circle) => `A circle of imports: ${circle.join(', ')}`);
  const problems = [...circles, ...layoutProblems(sourceFiles())];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log('No circle of imports, every file in its room.');
}

function importsOf(files: readonly string[], options: ts.CompilerOptions): ImportGraph {
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const named = importedFiles.flatMap(({ fileName }) => {
        const { resolvedModule } = ts.resolveModuleName(fileName, file, options, ts.sys, cache, undefined, ts.ModuleKind.CommonJS);
        return resolvedModule && !resolvedModule.isExternalLibraryImport ? [relative(root, resolvedModule.resolvedFileName)] : [];
      });
      return [relative(root, file), [...new Set(named)]];
    }),
  );
}

/** Our own files: TypeScript everywhere, and whatever else lies in a service. */
function sourceFiles(): SourceFile[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  const paths = [...below('services'), ...['libs', 'gateway', 'infra', 'test'].flatMap(below).filter((path) => path.endsWith('.ts'))];
  return paths.map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length }));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
