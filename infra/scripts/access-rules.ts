import { AclOperationTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry } from 'kafkajs';
import { accessRules } from '#infra/kafka/access-rules';
import { runScript } from './run-script';

const { CREATE, DELETE, READ, WRITE } = AclOperationTypes;
const names = new Map([
  [CREATE, 'Create'],
  [DELETE, 'Delete'],
  [READ, 'Read'],
  [WRITE, 'Write'],
]);

/** `npm run access-rules`: the rules that the embedded broker is given, as arguments of Kafka's own `kafka-acls`, for a cluster somebody else runs. */
runScript(async () => {
  const principals = new Map<string, string[]>();
  for (const rule of accessRules()) {
    const what = argumentsFor(rule);
    principals.set(what, [...(principals.get(what) ?? []), `--allow-principal ${rule.principal}`]);
  }
  for (const [what, who] of principals) process.stdout.write(`--add ${what} ${who.join(' ')}\n`);
});

function argumentsFor({ operation, resourceType, resourceName, resourcePatternType }: AclEntry): string {
  const resource = resourceType === AclResourceTypes.GROUP ? '--group' : '--topic';
  const pattern = resourcePatternType === ResourcePatternTypes.PREFIXED ? ' --resource-pattern-type prefixed' : '';
  return `--operation ${names.get(operation)} ${resource} ${resourceName}${pattern}`;
}
