import { metricNames, type MetricName } from './metrics';

/** `responseRate` → `RESPONSE_RATE`. */
type Enum<N extends string> = N extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? '' : '_'}${Uppercase<First>}${Enum<Rest>}`
  : '';

export type MetricEnum = Enum<MetricName>;

const enumOf = (name: MetricName): MetricEnum => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as MetricEnum;

const byEnum = new Map<string, MetricName>(metricNames.map((name) => [enumOf(name), name]));

/** `responseRate` as the graph names it: `RESPONSE_RATE`. */
export const metricEnum = enumOf;

/** The metric that the graph names so; the schema lets nothing else through. */
export function metricOfEnum(value: string): MetricName {
  const name = byEnum.get(value);
  if (!name) throw new Error(`The schema has a metric that is not declared: ${value}`);
  return name;
}

export const metricEnums: readonly string[] = [...byEnum.keys()];
