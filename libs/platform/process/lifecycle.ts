import type { Log } from './log';

export interface Lifecycle {
  /** Registers a step of the shutdown; steps run in reverse order of registration, each with its own time limit, 4 s when none is named. */
  onStop(name: string, stop: () => Promise<void> | void, limitMs?: number): void;
  /** Something is broken beyond repair in this process: log it, exit non-zero, and let the supervisor start a new one. */
  fatal(reason: string, error?: unknown): void;
}

const stepLimitMs = 4_000;
const totalLimitMs = 16_000;

/** For a server that lets what it is answering finish, which takes it 10 s at most. */
export const drainLimitMs = 11_000;

/**
 * Ends the process cleanly on SIGTERM, SIGINT and when the launcher that forked it is gone, and uncleanly (exit 1) on anything unexpected.
 * A step that hangs (a Kafka disconnect may) is left behind after its limit.
 */
export function createLifecycle(log: Log): Lifecycle {
  const steps: Step[] = [];
  let stopping = false;
  const stop = async (code: number, reason: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(code || 1), totalLimitMs).unref();
    for (const step of steps.reverse()) await runStep(step, log);
    log.info('stopped');
    log.flush();
    process.exit(code);
  };
  const fatal = (reason: string, err?: unknown): void => {
    log.fatal({ err, reason }, 'this process cannot go on');
    void stop(1, reason);
  };
  process.on('SIGTERM', () => void stop(0, 'SIGTERM'));
  process.on('SIGINT', () => void stop(0, 'SIGINT'));
  process.on('disconnect', () => void stop(0, 'the launcher is gone'));
  process.channel?.unref();
  process.on('uncaughtException', (error) => fatal('uncaught exception', error));
  process.on('unhandledRejection', (error) => fatal('unhandled rejection', error));
  return { onStop: (name, run, limitMs = stepLimitMs) => void steps.push({ name, stop: run, limitMs }), fatal };
}

interface Step {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
  readonly limitMs: number;
}

async function runStep(step: Step, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), step.limitMs);
  });
  const outcome = await Promise.race([
    Promise.resolve()
      .then(step.stop)
      .catch((err: unknown) => log.warn({ err, step: step.name }, 'a step of the shutdown failed')),
    limit,
  ]);
  clearTimeout(timer);
  if (outcome === 'late') log.warn({ step: step.name }, 'a step of the shutdown did not end in time and is left behind');
}
