import { freePorts, isPortFree } from '#infra/process/port';
import { portOwner } from '#infra/process/port-owner';
import { processNames } from './system-environment';

export const portNames = [...processNames, 'postgres', 'kafka', 'kafka-controller'] as const;
export type PortName = (typeof portNames)[number];

/** What a person who knows the system expects; everything else takes a free port once and keeps it. */
const wellKnown: Partial<Record<PortName, number>> = { gateway: 4000, kafka: 9092 };

/** The setting that moves a port. */
export const portSetting = (name: PortName): string => `JIEDAI_${name.toUpperCase().replace('-', '_')}_PORT`;

export interface TakenPort {
  readonly name: PortName;
  readonly port: number;
  readonly owner: string | undefined;
}

/** The ports of this start: what the settings say, else what was kept, else the well-known one, else a free one. */
export async function choosePorts(
  names: readonly PortName[],
  configured: Readonly<Partial<Record<PortName, number>>>,
  kept: Readonly<Partial<Record<PortName, number>>>,
): Promise<Record<PortName, number>> {
  const spare = await freePorts(names.length);
  return Object.fromEntries(names.map((name, at) => [name, configured[name] ?? wellKnown[name] ?? kept[name] ?? spare[at]])) as Record<
    PortName,
    number
  >;
}

/** Refuses to start while a port is taken, naming every one with its owner and the setting that changes it. */
export async function requireFreePorts(ports: Readonly<Partial<Record<PortName, number>>>): Promise<void> {
  const checked = await Promise.all(portNames.map(async (name) => ({ name, port: ports[name], free: await isFree(ports[name]) })));
  const taken = checked.flatMap(({ name, port, free }) => (free || port === undefined ? [] : [{ name, port, owner: portOwner(port) }]));
  if (taken.length > 0) throw new Error(taken.map(takenPortMessage).join('\n'));
}

export const takenPortMessage = ({ name, port, owner }: TakenPort): string =>
  `Port ${port} (${name}) is taken by ${owner ?? 'a process that cannot be seen'}. End it, or set ${portSetting(name)} to another port.`;

const isFree = (port: number | undefined): Promise<boolean> | boolean => port === undefined || isPortFree(port);
