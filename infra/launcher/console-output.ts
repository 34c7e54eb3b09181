const terminal = process.stdout.isTTY === true;
let openLine = false;

/** Prints a line for the person at the terminal. Whoever closes the terminal must not end us by that. */
export function say(line: string): void {
  process.stdout.write(`${openLine ? '\n' : ''}${line}\n`);
  openLine = false;
}

/** Shows how far something is: in place on a terminal, as lines elsewhere. */
export function showProgress(text: string): void {
  if (!terminal) return say(text);
  process.stdout.write(`\r\u001b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  openLine = true;
}

process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
