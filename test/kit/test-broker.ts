import type { SystemEnvironment } from '#infra/launcher/system-environment';

/** A broker that a test may stop, kill, freeze and start again; its data outlive all of that. */
export interface TestBroker {
  readonly brokers: string;
  /** Where its logs lie; undefined when somebody else runs it. */
  readonly data: string | undefined;
  readonly kafka: SystemEnvironment['kafka'];
  stop(): Promise<void>;
  kill(): void;
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port and data, after `stop` or `kill`. */
  start(): Promise<void>;
  /** The test is done with it. */
  release(): Promise<void>;
}
