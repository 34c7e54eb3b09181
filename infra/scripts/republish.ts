import { parseArgs } from 'node:util';
import { deadTopic, topics } from '#libs/contracts/index';
import { republish } from '#libs/messaging/index';
import { isId } from '#libs/platform/process/ids';
import { runScript } from './run-script';
import { scriptOperator } from './script-operator';
import { openAppDatabase, serviceNamed } from './worker-database';

const usage = 'npm run republish -- --service <name> --stream <topic> --shop <id> [--from <number>] [--by <who>]';

/** Makes the running relay of a service publish a shop's stream again, from a number on (default: all that its outbox holds); the shop's audit says who asked. */
runScript(async () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { service: text, stream: text, shop: text, by: text, from: { ...text, default: '1' } } });
  const service = serviceNamed(values.service);
  const stream = topics.flatMap((topic) => [topic, deadTopic(topic)]).find((each) => each === values.stream);
  if (stream === undefined) throw new Error(`--stream must be a topic: ${topics.join(', ')}\n${usage}`);
  if (values.shop === undefined || !isId(values.shop)) throw new Error(`--shop must be a shop's id\n${usage}`);
  const from = Number(values.from);
  if (!Number.isSafeInteger(from) || from < 1) throw new Error(`--from must be a number of the stream, 1 or more\n${usage}`);
  const by = scriptOperator('republish', values.by);
  const done = await republish(openAppDatabase(service), { stream, shopId: values.shop }, from, by);
  if (!done) throw new Error(`${service} has published nothing of ${stream} for shop ${values.shop} yet.`);
  process.stdout.write(`${service} publishes ${stream} of shop ${values.shop} again from ${from} on, within seconds while it runs.\n`);
});
