import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { KafkaCredentials } from '#libs/platform/process/kafka-access';

const iterations = 4_096;
const scramSha256 = 1;
const answerLimitMs = 5_000;

/**
 * Tells the broker who may log in by SCRAM-SHA-256, over a connection that itself logs in by PLAIN. kafkajs does not know this request, and Kafka's own
 * tools take a second and a half per user and show the passwords in the process list. Three requests of the Kafka protocol:
 * SaslHandshake, SaslAuthenticate and AlterUserScramCredentials, each at a version whose layout is fixed.
 */
export async function giveScramPasswords(port: number, as: KafkaCredentials, users: readonly KafkaCredentials[]): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', timeout: answerLimitMs });
  socket.on('error', () => undefined);
  socket.once('timeout', () => socket.destroy(new Error('Kafka did not answer')));
  try {
    await once(socket, 'connect');
    requireNoError('SaslHandshake', await ask(socket, 17, 1, string('PLAIN')));
    requireNoError('SaslAuthenticate', await ask(socket, 36, 1, bytes(Buffer.from(`\0${as.username}\0${as.password}`))));
    readResults(await ask(socket, 51, 0, Buffer.concat([none, compactArray([]), compactArray(users.map(upsertion)), none])));
  } finally {
    socket.destroy();
  }
}

const none = Buffer.from([0]);
const int16 = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

const string = (text: string): Buffer => Buffer.concat([int16(Buffer.byteLength(text)), Buffer.from(text)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([int32(value.length), value]);

/** Compact lengths are one more than they count, as unsigned varints; nothing here is longer than 126. */
const compact = (value: Buffer): Buffer => Buffer.concat([Buffer.from([value.length + 1]), value]);
const compactArray = (items: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([items.length + 1]), ...items]);

function upsertion({ username, password }: KafkaCredentials): Buffer {
  const salt = randomBytes(24);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  return Buffer.concat([
    compact(Buffer.from(username)),
    Buffer.from([scramSha256]),
    int32(iterations),
    compact(salt),
    compact(salted),
    none,
  ]);
}

/** Sends one request and gives what follows the correlation id of its answer. */
async function ask(socket: Socket, apiKey: number, version: number, body: Buffer): Promise<Buffer> {
  const request = Buffer.concat([int16(apiKey), int16(version), int32(0), string('jiedai-launcher'), body]);
  socket.write(Buffer.concat([int32(request.length), request]));
  let answer = Buffer.alloc(0);
  while (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) {
    const [part] = (await Promise.race([once(socket, 'data'), closed(socket)])) as [Buffer];
    answer = Buffer.concat([answer, part]);
  }
  return answer.subarray(8);
}

async function closed(socket: Socket): Promise<never> {
  await once(socket, 'close');
  throw new Error('Kafka closed the connection');
}

function requireNoError(request: string, answer: Buffer): void {
  const code = answer.readInt16BE(0);
  if (code !== 0) throw new Error(`Kafka answers ${request} with error ${code}`);
}

/** Tags, throttle time, then per user: name, error code, text, tags. */
function readResults(answer: Buffer): void {
  let at = 1 + 4;
  for (let left = answer.readUInt8(at++) - 1; left > 0; left--) {
    const nameLength = answer.readUInt8(at) - 1;
    const name = answer.toString('utf8', at + 1, at + 1 + nameLength);
    at += 1 + nameLength;
    const code = answer.readInt16BE(at);
    at += 2;
    const textLength = Math.max(0, answer.readUInt8(at) - 1);
    const text = answer.toString('utf8', at + 1, at + 1 + textLength);
    at += 1 + textLength + 1;
    if (code !== 0) throw new Error(`Kafka refuses the password of ${name}: ${text || `error ${code}`}`);
  }
}
