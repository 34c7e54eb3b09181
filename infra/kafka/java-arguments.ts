import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { kafkaFolder } from './jars';

const smallHeap = ['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

/** Java knows the names of files by the locale; in that of a bare environment every Chinese character in them is a question mark. */
export const javaEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: 'C.UTF-8' });

export interface JavaFiles {
  /** All jars in a fixed order: a class-data archive holds for exactly one class path. */
  readonly classPath: string;
  /** Where the class-data archive for this class path and this Java is, or will be. */
  readonly archive: string;
}

export function javaFiles(cache: string, javaVersion: string): JavaFiles {
  const folder = kafkaFolder(cache);
  const libs = join(folder, 'libs');
  const classPath = readdirSync(libs)
    .sort()
    .map((jar) => join(libs, jar))
    .join(':');
  return { classPath, archive: join(folder, `classes-${createHash('sha256').update(javaVersion).digest('hex').slice(0, 8)}.jsa`) };
}

/** Whether starts are already quick: the first clean stop of a broker has written the class-data archive. */
export const hasArchive = (cache: string): boolean =>
  existsSync(kafkaFolder(cache)) && readdirSync(kafkaFolder(cache)).some((file) => file.endsWith('.jsa'));

export const toolArguments = ({ classPath, archive }: JavaFiles): string[] => [
  ...smallHeap,
  ...(existsSync(archive) ? shared(archive) : []),
  '-cp',
  classPath,
];

/** Arguments of the broker. Without a class-data archive, a clean stop writes one to `newArchive`: later starts take half the time. */
export function brokerArguments(files: JavaFiles, options: { logs: string; properties: string; newArchive: string }): string[] {
  const classData = existsSync(files.archive)
    ? shared(files.archive)
    : [`-XX:ArchiveClassesAtExit=${options.newArchive}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off'];
  const log4j = join(repoRoot(), 'infra/kafka/log4j2.properties');
  return [
    ...smallHeap,
    ...classData,
    `-Dlog4j2.configurationFile=${log4j}`,
    `-Djiedai.logs=${options.logs}`,
    '-Dlog4j2.disableJmx=true',
    '-cp',
    files.classPath,
    'kafka.Kafka',
    options.properties,
  ];
}

/** Takes over the archive that a broker wrote at its clean end. Copied and then renamed: the cache may be another file system, and readers never see half of it. */
export function keepArchive(files: JavaFiles, newArchive: string): void {
  if (!existsSync(newArchive)) return;
  const beside = `${files.archive}.${process.pid}`;
  if (!existsSync(files.archive)) {
    copyFileSync(newArchive, beside);
    renameSync(beside, files.archive);
  }
  rmSync(newArchive, { force: true });
}

const shared = (archive: string): string[] => [
  `-XX:SharedArchiveFile=${archive}`,
  '-Xshare:auto',
  '-Xlog:cds=off',
  '-Xlog:cds+dynamic=off',
];
