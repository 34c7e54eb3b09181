import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Cuts so many bytes off the end of every log of a topic, as a power loss does that comes before the system has written them. The broker must be down, by
 * `kill`: after an orderly stop it would not look at its logs again.
 */
export function cutLogs(home: string, topic: string, bytes: number): number {
  const data = join(home, 'data');
  const partition = new RegExp(`^${topic}-\\d+$`);
  const logs = readdirSync(data)
    .filter((folder) => partition.test(folder))
    .flatMap((folder) => readdirSync(join(data, folder)).map((file) => join(data, folder, file)))
    .filter((file) => file.endsWith('.log') && statSync(file).size > 0);
  for (const file of logs) truncateSync(file, Math.max(0, statSync(file).size - bytes));
  return logs.length;
}
