import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { instruments, type LabelsOf, type NamesOf } from './instruments';

/** A value of a gauge, for one combination of its labels. */
export interface Reading<N extends NamesOf<'gauge'>> {
  readonly labels: LabelsOf<N>;
  readonly value: number;
}

type Read<N extends NamesOf<'gauge'>> = () => readonly Reading<N>[] | Promise<readonly Reading<N>[]>;

const registry = new Registry();
const sources = new Map<string, Set<Read<never>>>();

const made = Object.fromEntries(
  Object.entries(instruments).map(([name, declared]) => {
    const options = { name, help: declared.help, labelNames: [...declared.labels], registers: [registry] };
    switch (declared.kind) {
      case 'counter':
        return [name, new Counter(options)];
      case 'histogram':
        return [name, new Histogram({ ...options, buckets: [...declared.buckets] })];
      case 'gauge':
        return [name, new Gauge({ ...options, collect: collectFrom(name) })];
      default:
        return declared satisfies never;
    }
  }),
) as Record<string, Counter | Histogram>;

/** Of this process: it is one, so its instruments are too. */
export const count = <N extends NamesOf<'counter'>>(name: N, labels: LabelsOf<N>): void => (made[name] as Counter).inc(labels);

export const observe = <N extends NamesOf<'histogram'>>(name: N, labels: LabelsOf<N>, value: number): void =>
  (made[name] as Histogram).observe(labels, value);

/** Reads a gauge whenever somebody asks for it, never in between; ends with what it answers. A source that fails is left out. */
export function onScrape<N extends NamesOf<'gauge'>>(name: N, read: Read<N>): () => void {
  const ofName = sources.get(name) ?? new Set();
  sources.set(name, ofName.add(read as unknown as Read<never>));
  return () => void ofName.delete(read as unknown as Read<never>);
}

function collectFrom(name: string) {
  return async function (this: Gauge): Promise<void> {
    const read = await Promise.allSettled([...(sources.get(name) ?? [])].map(async (source) => source()));
    this.reset();
    // A gauge without labels starts as 0; what nobody reads here is not there.
    this.remove({});
    for (const outcome of read)
      if (outcome.status === 'fulfilled') for (const { labels, value } of outcome.value as Reading<never>[]) this.set(labels, value);
  };
}

/** Counts from now on what Node tells of every process, and names the process in all it says. */
export function watchProcess(service: string): void {
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
}

export const readingsType = registry.contentType;

let last: { readonly at: number; readonly text: Promise<string> } | undefined;

/**
 * Everything as Prometheus reads it; what was read within `maxAgeMs` is not read again, and whoever asks meanwhile waits for the same answer. So whoever asks
 * often costs little.
 */
export function readings(maxAgeMs: number): Promise<string> {
  if (last && performance.now() - last.at < maxAgeMs) return last.text;
  last = { at: performance.now(), text: registry.metrics() };
  return last.text;
}
