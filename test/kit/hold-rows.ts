import { Client } from 'pg';

/** Rows that another connection holds. */
export interface HeldRows {
  /** How many there are. */
  readonly count: number;
  /** Lets them go. */
  release(): Promise<void>;
}

/** Locks what `select` finds of a shop on a connection of its own, as a slow process or an operator's console would, until they are let go. */
export async function holdRows(url: string, shopId: string, select: string): Promise<HeldRows> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT set_config('jiedai.shops', $1, true)`, [`{${shopId}}`]);
  const { rowCount } = await client.query(`${select} FOR UPDATE`);
  return {
    count: rowCount ?? 0,
    release: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
