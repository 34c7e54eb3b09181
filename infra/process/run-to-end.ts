import { spawn, type SpawnOptions } from 'node:child_process';

/** The user a program runs as; undefined means the one who started us. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface Finished {
  readonly code: number | null;
  /** The end of standard output and error, mixed as they came. */
  readonly output: string;
}

const keptCharacters = 4_000;

/** Runs a program to its end. A program that cannot be started at all is an outcome too, never an unhandled error. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { onLine?: (line: string) => void } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    let output = '';
    let partial = '';
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-keptCharacters);
      const lines = (partial + chunk.toString('utf8')).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
