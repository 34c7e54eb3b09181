const terminal = process.stdout.isTTY === true;
let openLine = false;

const linePauseMs = 2_000;
let lastProgressAt = -linePauseMs;

/** Prints a line for the person at the terminal. Whoever closes the terminal must not end us by that. */
export function say(line: string): void {
  process.stdout.write(`${openLine ? '\n' : ''}${line}\n`);
  openLine = false;
}

/** Shows how far something is: in place on a terminal, elsewhere as a line every two seconds at most. */
export function showProgress(text: string): void {
  if (!terminal) {
    if (performance.now() - lastProgressAt < linePauseMs) return;
    lastProgressAt = performance.now();
    return say(text);
  }
  process.stdout.write(`\r\u001b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  openLine = true;
}

process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
