import { setTimeout as sleep } from 'node:timers/promises';
import { AssignerProtocol, type Admin } from 'kafkajs';
import { serviceNames } from '#infra/postgres/service-databases';
import { kafkaOf, withAdmin } from './kafka-admin';
import { lagOf, type PartitionPosition } from './lag';

const groups = serviceNames.map((service) => `jiedai-${service}`);
/** Positions are written each 500 ms, and a consumer may have caused events that are not on the log yet: so two looks must agree. */
const lookEveryMs = 1_000;

interface Look {
  readonly lags: ReadonlyMap<string, bigint>;
  /** The sum of all ends: it grows with every new record. */
  readonly ends: bigint;
}

/** Waits until every consumer group has read everything and nothing new has come meanwhile. Answers who still lags when the limit is over. */
export async function untilCaughtUp(brokers: string, limitMs: number): Promise<ReadonlyMap<string, bigint>> {
  return withAdmin(kafkaOf(brokers), async (admin) => {
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
  const topics = [...new Set([...topicsOf.values()].flat())];
  const ends = new Map(await Promise.all(topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const)));
  const lags = await Promise.all(
    groups.map(async (group) => {
      const own = topicsOf.get(group) ?? [];
      const committed = own.length === 0 ? [] : await admin.fetchOffsets({ groupId: group, topics: own });
      const positions = committed.flatMap(({ topic, partitions }) =>
        partitions.map((partition): PartitionPosition => {
          const end = ends.get(topic)?.find((each) => each.partition === partition.partition);
          return { low: BigInt(end?.low ?? 0), high: BigInt(end?.high ?? 0), committed: BigInt(partition.offset) };
        }),
      );
      return [group, lagOf(positions)] as const;
    }),
  );
  const sum = [...ends.values()].flat().reduce((total, { high }) => total + BigInt(high), 0n);
  return { lags: new Map(lags), ends: sum };
}

/** The topics a group's members have been given; none for a service that consumes nothing. */
async function consumedTopics(admin: Admin, group: string): Promise<string[]> {
  const { groups: described } = await admin.describeGroups([group]);
  const members = described.flatMap((each) => each.members);
  const assigned = members.flatMap(({ memberAssignment }) =>
    Object.keys(AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {}),
  );
  return [...new Set(assigned)];
}
