import { logLevel, type logCreator } from 'kafkajs';
import type { Log } from '#libs/platform/process/log';

/** kafkajs calls retried things errors. Here they are warnings, and its chatter is debug. */
export const kafkaLog =
  (log: Log): logCreator =>
  () =>
  ({ level, namespace, log: { message, ...extra } }) => {
    const detail = {
      kafka: namespace,
      error: extra['error'] as unknown,
      broker: extra['broker'] as unknown,
      groupId: extra['groupId'] as unknown,
    };
    if (level === logLevel.ERROR || level === logLevel.WARN) log.debug(detail, message);
    else log.trace(detail, message);
  };
