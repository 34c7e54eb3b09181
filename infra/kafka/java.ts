import { spawnSync } from 'node:child_process';

const oldestJava = 17;

/** The feature release in what `java -version` prints: 17 of `openjdk version "17.0.15"`, 8 of `"1.8.0_392"`. */
export function javaRelease(versionText: string): number | undefined {
  const found = /version "(?:1\.)?(\d+)/.exec(versionText);
  return found ? Number(found[1]) : undefined;
}

/**
 * Makes sure that the tools Kafka needs are there: Java always, Maven while its jars have to be fetched. Everything that is missing is
 * named in one message, with the Debian packages. Answers Java's full version text, which class-data archives depend on.
 */
export function requireJava(options: { mavenToo: boolean }): string {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const release = javaRelease(java.stderr ?? '');
  const missing = [
    ...(release === undefined || release < oldestJava ? [{ what: `Java ${oldestJava} or newer`, debian: 'openjdk-17-jre-headless' }] : []),
    ...(options.mavenToo && spawnSync('mvn', ['--version']).status !== 0 ? [{ what: 'Maven', debian: 'maven' }] : []),
  ];
  if (missing.length === 0) return java.stderr;
  const names = missing.map(({ what }) => what).join(' and ');
  throw new Error(`Apache Kafka needs ${names}. On Debian: apt-get install ${missing.map(({ debian }) => debian).join(' ')}`);
}
