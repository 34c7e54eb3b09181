import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry, type Admin } from 'kafkajs';
import { plainClient, withAdmin } from '#libs/messaging/index';
import type { KafkaCredentials } from '#libs/platform/process/kafka-access';
import { accessRules } from './access-rules';
import { accessAs, embeddedCluster } from './cluster';
import { giveScramPasswords } from './scram-request';
import type { BrokerSettings } from './server-properties';

/**
 * Gives a broker that has just started its users, with the passwords we keep, and exactly our access rules. Done at each start: that is how a home
 * made by older code comes to have them, and one whose keys were made anew.
 */
export async function secureBroker({ port, users }: BrokerSettings, setup: KafkaCredentials): Promise<void> {
  await giveScramPasswords(port, setup, Object.values(users));
  await withAdmin(plainClient('jiedai-launcher', accessAs(embeddedCluster(port, users), 'admin')), keepRules, { retry: { retries: 0 } });
}

async function keepRules(admin: Admin): Promise<void> {
  const wanted = new Map(accessRules().map((rule) => [nameOf(rule), rule]));
  const present = new Map((await rulesOn(admin)).map((rule) => [nameOf(rule), rule]));
  const missing = [...wanted].flatMap(([name, rule]) => (present.has(name) ? [] : [rule]));
  const surplus = [...present].flatMap(([name, rule]) => (wanted.has(name) ? [] : [rule]));
  if (missing.length > 0) await admin.createAcls({ acl: missing });
  if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  if (missing.length > 0 && (await rulesOn(admin)).length < wanted.size) throw new Error('The access rules are not in force yet');
}

async function rulesOn(admin: Admin): Promise<AclEntry[]> {
  const any = {
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  };
  const { resources } = await admin.describeAcls(any);
  return resources.flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...resource, ...acl })));
}

const nameOf = ({ principal, host, permissionType, resourceType, resourceName, resourcePatternType, operation }: AclEntry): string =>
  [principal, host, permissionType, resourceType, resourceName, resourcePatternType, operation].join(' ');
