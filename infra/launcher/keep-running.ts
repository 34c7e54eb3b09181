import type { Runnable } from '#infra/process/runnable';

export interface Kept {
  readonly name: string;
  /** The process that runs now; undefined between an end and the next start. */
  current(): Runnable | undefined;
  /** Starts it again after `stop`. */
  start(): Promise<void>;
  /** Ends it for good, until `start`. */
  stop(): Promise<void>;
}

export interface Keeping {
  readonly name: string;
  readonly start: () => Runnable | Promise<Runnable>;
  /** Told each time a process was started. */
  readonly onStart: (name: string, process: Runnable) => void;
  /** One line for people: what ended, how, and when it is started again. */
  readonly report: (line: string) => void;
}

const firstDelayMs = 250;
const longestDelayMs = 10_000;
/** A process that lived this long starts its back-off anew when it ends. */
const healthyMs = 30_000;

/** The wait before a restart: doubled with every end in a row. */
export const restartDelay = (endsInRow: number): number => Math.min(firstDelayMs * 2 ** (endsInRow - 1), longestDelayMs);

/** Starts a process and starts it again, with back-off, whenever it ends unasked. Only the first start may fail to the caller. */
export async function keepRunning(keeping: Keeping): Promise<Kept> {
  const keeper = new Keeper(keeping);
  await keeper.start();
  return keeper;
}

class Keeper implements Kept {
  private running: Runnable | undefined;
  private wanted = false;
  private endsInRow = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly keeping: Keeping) {}

  get name(): string {
    return this.keeping.name;
  }

  current(): Runnable | undefined {
    return this.running;
  }

  async start(): Promise<void> {
    this.wanted = true;
    await this.launch();
  }

  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.timer);
    await this.running?.stop();
  }

  private async launch(): Promise<void> {
    const started = await this.keeping.start();
    const startedAt = performance.now();
    this.running = started;
    void started.ended.then((how) => {
      this.running = undefined;
      if (performance.now() - startedAt > healthyMs) this.endsInRow = 0;
      this.again(`ended (${how})`);
    });
    this.tell(started);
    // Asked to stop while it was starting: what has just come up must not stay.
    if (!this.wanted) await started.stop();
  }

  /** A process that runs is kept, whatever becomes of the note that it does. */
  private tell(started: Runnable): void {
    try {
      this.keeping.onStart(this.name, started);
    } catch (error) {
      this.keeping.report(`${this.name} runs, but could not be noted (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  private again(what: string): void {
    if (!this.wanted) return;
    const delay = restartDelay(++this.endsInRow);
    this.keeping.report(`${this.name} ${what}; starting it again in ${delay / 1_000} s`);
    this.timer = setTimeout(() => {
      this.launch().catch((error: unknown) => this.again(`did not start (${error instanceof Error ? error.message : String(error)})`));
    }, delay);
  }
}
