import { freePorts, portFault } from '#infra/process/port';
import { portOwner } from '#infra/process/port-owner';
import { processNames } from './system-environment';

export const portNames = [...processNames, 'postgres', 'kafka', 'kafka-controller'] as const;
export type PortName = (typeof portNames)[number];
type Ports = Readonly<Partial<Record<PortName, number>>>;

/** What a person who knows the system expects; everything else takes a free port once and keeps it. */
const wellKnown: Ports = { gateway: 4000, kafka: 9092 };

/** The setting that moves a port. */
export const portSetting = (name: PortName): string => `JIEDAI_${name.toUpperCase().replace('-', '_')}_PORT`;

/** The ports of this start: what the settings say, else the well-known one, else what was kept unless it is asked for elsewhere now, else a free one. */
export async function choosePorts(names: readonly PortName[], configured: Ports, kept: Ports): Promise<Record<PortName, number>> {
  const spare = await freePorts(names.length);
  const asked = names.flatMap((name) => configured[name] ?? wellKnown[name] ?? []);
  const keptOf = (name: PortName): number | undefined => {
    const port = kept[name];
    return port === undefined || asked.includes(port) ? undefined : port;
  };
  return Object.fromEntries(names.map((name, at) => [name, configured[name] ?? wellKnown[name] ?? keptOf(name) ?? spare[at]])) as Record<
    PortName,
    number
  >;
}

/** Refuses to start with ports that cannot be had, naming every one with the reason and the setting that changes it. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const named = portNames.flatMap((name) => (ports[name] === undefined ? [] : [{ name, port: ports[name] }]));
  const problems = await Promise.all(
    named.map(async ({ name, port }, at) => {
      const twin = named.slice(0, at).find((other) => other.port === port);
      if (twin) return `Port ${port} is asked for twice, for ${twin.name} and ${name}. Set ${portSetting(name)} to another port.`;
      const fault = await portFault(port);
      return fault === undefined ? [] : portProblem(name, port, fault);
    }),
  );
  if (problems.flat().length > 0) throw new Error(problems.flat().join('\n'));
}

/** Why a port cannot be had, and what to do. */
export function portProblem(name: PortName, port: number, code: string): string {
  if (code === 'EACCES') return `Port ${port} (${name}) is not for everybody to use. Set ${portSetting(name)} to 1024 or more.`;
  if (code !== 'EADDRINUSE') return `Port ${port} (${name}) cannot be used (${code}). Set ${portSetting(name)} to another port.`;
  return `Port ${port} (${name}) is taken by ${portOwner(port) ?? 'a process that cannot be seen'}. End it, or set ${portSetting(name)} to another port.`;
}
