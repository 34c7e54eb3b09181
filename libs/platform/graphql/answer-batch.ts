import type { ServerResponse } from 'node:http';
import type { Answered } from './answer-operation';
import { batchAnswerType, toAnswerLine } from './operation-batch';

/**
 * Answers a batch line by line. What is answered within one turn of the event loop, a whole flight of commands say, is written at once.
 * `answer` never rejects.
 */
export function answerBatch(
  response: ServerResponse,
  operations: readonly unknown[],
  answer: (operation: unknown) => Promise<Answered>,
): void {
  let [open, lines] = [operations.length, ''];
  const write = (): void => {
    const text = lines;
    lines = '';
    if (open === 0) response.end(text);
    else response.write(text);
  };
  response.writeHead(200, { 'content-type': batchAnswerType });
  if (open === 0) response.end();
  operations.forEach((operation, index) => {
    void answer(operation).then((answered) => {
      if (lines === '') setImmediate(write);
      lines += toAnswerLine({ index, ...answered });
      open -= 1;
    });
  });
}
