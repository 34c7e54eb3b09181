import { freePorts } from '#infra/process/port';

const given = new Set<number>();

/**
 * Free ports that no other test file chooses while this one starts its servers, or has stopped them for a while, and no launcher under test: a range for
 * each worker, and none twice.
 */
export async function testPorts(count: number): Promise<number[]> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % 16;
  const ports = await freePorts(count, { from: 12_000 + worker * 500, size: 500 });
  if (ports.some((port) => given.has(port))) return testPorts(count);
  ports.forEach((port) => given.add(port));
  return ports;
}
