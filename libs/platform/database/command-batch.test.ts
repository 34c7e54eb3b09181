import { refuse } from '../errors';
import { answerBatch, type Ticket } from './command-batch';

const run = (index: number) => `ran ${index}`;
const repeat = (stored: string) => `again ${stored}`;
const answers = (...tickets: Ticket<string>[]) => answerBatch(tickets, { run, repeat });

describe('INV-3 the commands of a flight, by their ids', () => {
  it('runs what is new and repeats what was done', () => {
    expect(answers({ kind: 'run' }, { kind: 'repeat', stored: 'x' })).toEqual(['ran 0', 'again x']);
  });

  it('answers the same command twice in a flight alike, a refusal too', () => {
    expect(answers({ kind: 'run' }, { kind: 'follow', index: 0 })).toEqual(['ran 0', 'ran 0']);
    const no = refuse('FORBIDDEN', 'No.');
    expect(answerBatch<string, string>([{ kind: 'run' }, { kind: 'follow', index: 0 }], { run: () => no, repeat })).toEqual([no, no]);
  });

  it('refuses an id that was used for another input, and nobody else', () => {
    expect(answers({ kind: 'reused' }, { kind: 'run' })).toEqual([expect.objectContaining({ code: 'COMMAND_ID_REUSED' }), 'ran 1']);
  });
});
