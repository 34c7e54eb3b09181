/** Runs a script's main function: a refusal is one plain sentence and exit code 1, never a stack. */
export function runScript(main: () => Promise<void>): void {
  process.stdout.on('error', () => process.exit(0));
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
