import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions behind a number are paged through by date, and by id within it. */
export class FiguresByDate1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX session_figure_by_date_and_id ON session_figure (shop_id, business_date, session_id)');
    await runner.query('DROP INDEX session_figure_by_date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX session_figure_by_date ON session_figure (shop_id, business_date)');
    await runner.query('DROP INDEX session_figure_by_date_and_id');
  }
}
