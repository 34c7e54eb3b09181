import { StringDecoder } from 'node:string_decoder';
import type { Agent, Dispatcher } from 'undici';
import { batchType, fromAnswerLine, type BatchedAnswer, type BatchedOperation } from '#libs/platform/graphql/operation-batch';
import { passportHeader } from '#libs/platform/access/passport';

/** An operation, and whoever waits for its answer. */
export interface PendingOperation {
  readonly operation: BatchedOperation;
  /** For everything together: waiting for a free connection, connecting, this answer to its last byte. */
  readonly limitMs: number;
  resolve(answer: BatchedAnswer): void;
  reject(error: Error): void;
}

/**
 * Sends operations in one POST, and settles each as soon as the line with its answer is there. One whose time is up is rejected alone; when none is left,
 * the request is given up, and one that still waits for a connection is never sent. A connection that fails rejects all that are left.
 */
export function postBatch(agent: Agent, { origin, path }: { origin: string; path: string }, operations: readonly PendingOperation[]): void {
  const waiting = new Map<number, NodeJS.Timeout>();
  let running: Dispatcher.DispatchController | undefined;
  const settle = (index: number): PendingOperation | undefined => {
    clearTimeout(waiting.get(index));
    return waiting.delete(index) ? operations[index] : undefined;
  };
  const failAll = (error: Error): void => [...waiting.keys()].forEach((index) => settle(index)?.reject(error));
  const expire = (index: number, limitMs: number): void => {
    const error = new Error(`no answer within ${limitMs} ms`);
    settle(index)?.reject(error);
    if (waiting.size === 0) running?.abort(error);
  };
  operations.forEach(({ limitMs }, index) => waiting.set(index, setTimeout(expire, limitMs, index, limitMs)));
  const take = lineReader((line) => {
    const answer = fromAnswerLine(line);
    settle(answer.index)?.resolve(answer);
  });
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (controller) => {
      running = controller;
      if (waiting.size === 0) controller.abort(new Error('nobody waits for it any more'));
    },
    onResponseStart: (controller, status) => {
      if (status !== 200) controller.abort(new Error(`the answer was ${status}`));
    },
    onResponseData: (controller, part) => {
      try {
        take(part);
      } catch (error) {
        controller.abort(error as Error);
      }
    },
    onResponseEnd: () => failAll(new Error('the answers ended before all were there')),
    onResponseError: (_controller, error) => failAll(error),
  };
  const body = JSON.stringify(operations.map(({ operation }) => operation));
  const passport = operations[0]?.operation.passport ?? '';
  agent.dispatch({ origin, path, method: 'POST', headers: { 'content-type': batchType, [passportHeader]: passport }, body }, handler);
}

/** Characters of one answer at most. */
const answerLimit = 10 * 1024 * 1024;

/** Cuts what arrives into lines; a character may be cut in two on its way. Throws at a line that is longer than any answer. */
function lineReader(take: (line: string) => void): (part: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (part) => {
    const text = decoder.write(part);
    if (text.includes('\n')) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    } else rest += text;
    if (rest.length > answerLimit) throw new Error('an answer that does not end');
  };
}
