import { EntitySchema } from 'typeorm';
import type { ServiceName } from '../process/services';
import { fenceTable } from './row-security';

/** Results of commands by their ids, kept for at least seven days (architecture §4 rule 10). */
export const commandResultTable = new EntitySchema({
  name: 'command_result',
  columns: {
    shop_id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'command_result_pk' },
    operation: { type: 'text', primary: true, primaryKeyConstraintName: 'command_result_pk' },
    command_id: { type: 'text', primary: true, primaryKeyConstraintName: 'command_result_pk' },
    fingerprint: { type: 'text' },
    result: { type: 'jsonb', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
  },
});

/** Statements that create the tables every service with commands needs. */
export const commandResultSql = (service: ServiceName): string[] => [
  `CREATE TABLE command_result (
    shop_id uuid NOT NULL, operation text NOT NULL, command_id text NOT NULL, fingerprint text NOT NULL, result jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT command_result_pk PRIMARY KEY (shop_id, operation, command_id))`,
  ...fenceTable(service, 'command_result'),
];
