import type { QueryRunner } from 'typeorm';
import { addedColumns } from './column-migration';
import { instant, integer, table, texts, uuid } from './table';

const figure = table('session_figure', {
  sessionId: uuid().key(),
  openedAt: instant(),
  firstTouchAt: instant().added('FirstTouch1765000000000'),
  touchedBy: texts().fixed().added('FirstTouch1765000000000'),
  touches: integer().added('Touches1766000000000'),
});

it('makes a migration of the columns that were added under one name, known by that name', async () => {
  const asked: string[] = [];
  const runner = { query: (text: string) => Promise.resolve(asked.push(text)) } as unknown as QueryRunner;
  const migrations = addedColumns([table('plain', { id: uuid().key() }), figure]);
  for (const Migration of migrations) await new Migration().up(runner);
  await new migrations[0]!().down(runner);
  expect(migrations.map(({ name }) => name)).toEqual(['FirstTouch1765000000000', 'Touches1766000000000']);
  expect(asked).toEqual([
    'ALTER TABLE session_figure ADD COLUMN first_touch_at timestamptz, ADD COLUMN touched_by text[]',
    'ALTER TABLE session_figure ADD COLUMN touches integer',
    'ALTER TABLE session_figure DROP COLUMN first_touch_at, DROP COLUMN touched_by',
  ]);
});

it('an added column is null in older rows', () => {
  expect(figure.entity.options.columns['first_touch_at']).toEqual({ type: 'timestamptz', nullable: true });
});
