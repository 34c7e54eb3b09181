import { setTimeout as sleep } from 'node:timers/promises';
import { AssignerProtocol, type Admin } from 'kafkajs';
import { accessAs, type KafkaCluster } from '#infra/kafka/cluster';
import { plainClient, withAdmin } from '#libs/messaging/index';
import { lagOf, type PartitionPosition } from './lag';
import { services } from '#libs/platform/process/services';

const groups = services.map((service) => `jiedai-${service}`);
/** Positions are written each 500 ms, and a consumer may have caused events that are not on the log yet: so two looks must agree. */
const lookEveryMs = 1_000;

interface Look {
  readonly lags: ReadonlyMap<string, bigint>;
  /** The sum of all ends: it grows with every new record. */
  readonly ends: bigint;
}

/** Waits until every consumer group has read everything and nothing new has come meanwhile. Answers who still lags when the limit is over. */
export async function untilCaughtUp(cluster: KafkaCluster, limitMs: number): Promise<ReadonlyMap<string, bigint>> {
  return withAdmin(plainClient('jiedai-replay', accessAs(cluster, 'admin')), async (admin) => {
    const until = performance.now() + limitMs;
    for (let before: Look | undefined; ;) {
      const now = await look(admin);
      const quiet = (seen: Look | undefined): boolean => seen !== undefined && [...seen.lags.values()].every((lag) => lag === 0n);
      if (quiet(before) && quiet(now) && before?.ends === now.ends) return new Map();
      if (performance.now() > until) return new Map([...now.lags].filter(([, lag]) => lag > 0n));
      before = now;
      await sleep(lookEveryMs);
    }
  });
}

async function look(admin: Admin): Promise<Look> {
  const topicsOf = new Map(await Promise.all(groups.map(async (group) => [group, await consumedTopics(admin, group)] as const)));
  const topics = [...new Set([...topicsOf.values()].flatMap((own) => own ?? []))];
  const ends: Ends = new Map(await Promise.all(topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const)));
  const lags = await Promise.all(groups.map(async (group) => [group, await lagOfGroup(admin, group, topicsOf.get(group), ends)] as const));
  const sum = [...ends.values()].flat().reduce((total, { high }) => total + BigInt(high), 0n);
  return { lags: new Map(lags), ends: sum };
}

type Ends = ReadonlyMap<string, readonly { readonly partition: number; readonly low: string; readonly high: string }[]>;

/** A group whose members are just dividing the work among them cannot be judged, so it counts as not finished. */
async function lagOfGroup(admin: Admin, groupId: string, topics: readonly string[] | undefined, ends: Ends): Promise<bigint> {
  if (topics === undefined) return 1n;
  if (topics.length === 0) return 0n;
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  return lagOf(
    committed.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }): PartitionPosition => {
        const end = ends.get(topic)?.find((each) => each.partition === partition);
        return { low: BigInt(end?.low ?? 0), high: BigInt(end?.high ?? 0), committed: BigInt(offset) };
      }),
    ),
  );
}

/** The topics a group reads or has read; none for a service that consumes nothing, undefined while its members change. */
async function consumedTopics(admin: Admin, groupId: string): Promise<string[] | undefined> {
  const { groups: described } = await admin.describeGroups([groupId]);
  if (described.some(({ state }) => state === 'PreparingRebalance' || state === 'CompletingRebalance')) return undefined;
  const members = described.flatMap((each) => each.members);
  const assigned = members.flatMap(({ memberAssignment }) =>
    Object.keys(AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {}),
  );
  const read = (await admin.fetchOffsets({ groupId })).map(({ topic }) => topic);
  return [...new Set([...assigned, ...read])];
}
