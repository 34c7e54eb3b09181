import type { QueryRunner } from 'typeorm';
import { addColumns } from './column-migration';

it('adds columns, takes them away again, and is known by its name', async () => {
  const Migration = addColumns('FirstTouch1765000000000', 'session_figure', { first_touch_at: 'timestamptz', touches: 'integer' });
  const asked: string[] = [];
  const runner = { query: (text: string) => Promise.resolve(asked.push(text)) } as unknown as QueryRunner;
  await new Migration().up(runner);
  await new Migration().down(runner);
  expect([Migration.name, ...asked]).toEqual([
    'FirstTouch1765000000000',
    'ALTER TABLE session_figure ADD COLUMN first_touch_at timestamptz, ADD COLUMN touches integer',
    'ALTER TABLE session_figure DROP COLUMN first_touch_at, DROP COLUMN touches',
  ]);
});
