import { z } from 'zod';
import { kafkaAccessEnv } from './kafka-access';
import type { ServiceName } from './services';

export type Env = Readonly<Record<string, string | undefined>>;

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().min(1);

/** What every process reads from its environment. */
export const processEnv = z.object({
  JIEDAI_MODE: z.enum(['development', 'production']).default('production'),
  JIEDAI_HOST: z.string().min(1).default('127.0.0.1'),
  JIEDAI_PORT: port.default(0),
  JIEDAI_LOG_FILE: z.string().min(1).optional(),
  JIEDAI_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** As in OpenTelemetry's standard, but none when absent. */
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('none'),
  OTEL_SDK_DISABLED: z.string().default('false'),
  JIEDAI_PASSPORT_SECRETS: z
    .string()
    .transform((list) => list.split(',').filter((secret) => secret.length > 0))
    .refine(
      (list) => list.length > 0 && list.every((secret) => secret.length >= 32),
      'one or more secrets of at least 32 characters, separated by commas',
    ),
});

/** Whether spans are sent; where to, OpenTelemetry reads by itself. */
export const isTraced = (env: Pick<z.infer<typeof processEnv>, 'OTEL_TRACES_EXPORTER' | 'OTEL_SDK_DISABLED'>): boolean =>
  env.OTEL_TRACES_EXPORTER === 'otlp' && env.OTEL_SDK_DISABLED.toLowerCase() !== 'true';

/** What a process with events needs besides. */
export const kafkaEnv = kafkaAccessEnv.extend({
  KAFKA_PARTITIONS: positive.default(24),
  KAFKA_REPLICATION: positive.default(3),
  KAFKA_SESSION_TIMEOUT_MS: positive.default(10_000),
  JIEDAI_CLOCK_FILE: z.string().min(1).optional(),
  /** Whether shops' webhooks may be at private addresses, and without TLS: for trials, and where receivers are within the operator's network. */
  JIEDAI_WEBHOOKS_TO_PRIVATE: z.stringbool().default(false),
  /** Features that only shops on their list have while they are tried out, separated by commas; by default none is limited. */
  JIEDAI_LIMITED_FEATURES: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((feature) => feature.length > 0)),
});

/** The two connections a running service holds; the owner's is for migrations only and never reaches it. */
export const databaseEnv = <S extends Uppercase<ServiceName>>(service: S) =>
  z.object({
    [`DATABASE_URL_${service}`]: z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// address'),
    [`DATABASE_URL_${service}_WORKER`]: z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// address'),
  } as Record<`DATABASE_URL_${S}` | `DATABASE_URL_${S}_WORKER`, z.ZodString>);

/** Parses the environment and reports every problem at once, each with the variable's name. */
export function readEnv<T extends z.ZodType>(schema: T, env: Env): z.infer<T> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not right:\n${problems.join('\n')}`);
}
