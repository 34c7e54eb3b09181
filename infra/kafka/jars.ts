import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { runToEnd } from '#infra/process/run-to-end';

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

export type Progress = (text: string) => void;

const pomFile = (): string => join(repoRoot(), 'infra/kafka/pom.xml');

/** The cached folder for exactly this pom.xml: another version of it is another folder. */
export function kafkaFolder(cache: string): string {
  const pom = readFileSync(pomFile(), 'utf8');
  const version = /<kafka\.version>(.+?)</.exec(pom)?.[1] ?? 'unknown';
  return join(cache, `kafka-${version}-${createHash('sha256').update(pom).digest('hex').slice(0, 8)}`);
}

export const hasJars = (cache: string): boolean => existsSync(join(kafkaFolder(cache), 'libs'));

/** Lets Maven fetch Kafka's jars into the cache, telling how far it is. Works in a temporary folder and renames, so two at once do no harm. */
export async function fetchJars(cache: string, progress: Progress): Promise<void> {
  const folder = kafkaFolder(cache);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const temporary = mkdtempSync(join(folder, 'temporary.'));
  let fetched = 0;
  const onLine = (line: string): void => {
    const file = /Downloaded from \S+: \S*\/(\S+\.jar) /.exec(line)?.[1];
    if (file !== undefined) progress(`Fetching Apache Kafka: ${++fetched} jars, ${file}`);
  };
  progress('Fetching Apache Kafka (some 50 MB, once)');
  const args = ['-B', '-f', pomFile(), plugin, '-DincludeScope=runtime', `-DoutputDirectory=${temporary}`];
  const { code, output } = await runToEnd('mvn', args, { onLine });
  if (code !== 0) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(`Maven could not fetch Apache Kafka:\n${problemsIn(output)}`);
  }
  adopt(temporary, join(folder, 'libs'));
}

function adopt(temporary: string, target: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function problemsIn(mavenOutput: string): string {
  const errors = mavenOutput.split('\n').filter((line) => line.includes('[ERROR]'));
  return (errors.length > 0 ? errors : [mavenOutput]).slice(0, 3).join('\n').trim();
}
