import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry } from 'kafkajs';
import { askedTopic, deadTopic, headsTopic, internalTopics, topicOwners, topics, type Topic } from '#libs/contracts/topics';
import { groupOf, liveGroups } from '#libs/messaging/index';
import { services, type ServiceName } from '#libs/platform/process/services';
import { usernameOf, type KafkaUser } from './users';

const { CREATE, DELETE, READ, WRITE } = AclOperationTypes;
const { GROUP, TOPIC } = AclResourceTypes;
const { LITERAL, PREFIXED } = ResourcePatternTypes;

/** What partners may read: all but what is said to buyers. */
export const partnerTopics: readonly Topic[] = topics.filter((topic) => topic !== 'outbound');

/** What the names of partners' consumer groups begin with. */
export const partnerGroups = 'partner';

/** And those of connectors. */
export const connectorGroups = 'connector';

/**
 * Who may do what on the broker; everything else is refused. A topic is written by its owner alone, and its dead twin by every service, since
 * each parks what it could not apply. An owner alone says how far its streams are, and every service may ask for them. Services read and create
 * all topics. The gateway reads the events, in groups that are gone with its process. Partners read the events and nothing that was parked;
 * what is said to buyers, which may bring texts, is for connectors alone. The admin is bound by no rule.
 */
export function accessRules(): AclEntry[] {
  const owned = topics.map((topic) => allow(topicOwners[topic], TOPIC, topic, WRITE));
  const shared = services.flatMap((service) => topics.flatMap((topic) => rulesOfService(service, topic)));
  const internal = services.flatMap((service) => [
    ...internalTopics.flatMap(({ topic }) => [READ, CREATE].map((may) => allow(service, TOPIC, topic, may))),
    allow(service, TOPIC, headsTopic(service), WRITE),
    allow(service, TOPIC, askedTopic, WRITE),
  ]);
  const groups = services.map((service) => allow(service, GROUP, groupOf(service), READ));
  const readers = [
    ...topics.map((topic) => allow('gateway', TOPIC, topic, READ)),
    ...partnerTopics.map((topic) => allow('partner', TOPIC, topic, READ)),
    allow('connector', TOPIC, 'outbound', READ),
  ];
  return [
    ...owned,
    ...shared,
    ...internal,
    ...groups,
    ...readers,
    allow('gateway', GROUP, liveGroups, READ, PREFIXED),
    ...[READ, DELETE].map((may) => allow('partner', GROUP, partnerGroups, may, PREFIXED)),
    ...[READ, DELETE].map((may) => allow('connector', GROUP, connectorGroups, may, PREFIXED)),
  ];
}

const rulesOfService = (service: ServiceName, topic: (typeof topics)[number]): AclEntry[] => [
  allow(service, TOPIC, topic, READ),
  allow(service, TOPIC, topic, CREATE),
  ...[CREATE, READ, WRITE].map((may) => allow(service, TOPIC, deadTopic(topic), may)),
];

function allow(
  user: KafkaUser,
  resourceType: AclResourceTypes,
  resourceName: string,
  operation: AclOperationTypes,
  resourcePatternType = LITERAL,
): AclEntry {
  return {
    principal: `User:${usernameOf(user)}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    resourceType,
    resourceName,
    resourcePatternType,
    operation,
  };
}
