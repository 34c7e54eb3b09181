import type { ServiceName } from '../process/services';

/** The shops of the running transaction, or none: after a transaction the setting is an empty string, which must not match anything. The cast makes it one value, not a set of rows. */
const shopsOfTransaction = `(SELECT nullif(current_setting('jiedai.shops', true), '')::uuid[])::uuid[]`;

const appRole = (service: ServiceName): string => `jiedai_${service}_app`;
export const workerRole = (service: ServiceName): string => `jiedai_${service}_worker`;

/**
 * Statements that fence a table to the transaction's shops for the app role, the owner included (FORCE). `IS TRUE` keeps the fence a filter:
 * as an index condition it tempts the planner to read whole shops where a key names one row.
 */
export function fenceTable(service: ServiceName, table: string, shopColumn = 'shop_id'): string[] {
  const mine = `(${shopColumn} = ANY (${shopsOfTransaction})) IS TRUE`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_app ON ${table} TO ${appRole(service)} USING (${mine}) WITH CHECK (${mine})`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${appRole(service)}`,
  ];
}

/** Statements that let the worker role do `rights` (for example `SELECT, UPDATE`) on a table across shops. Each use is an exception to tenancy: say why. */
export function admitWorker(service: ServiceName, table: string, rights: string): string[] {
  return [
    `CREATE POLICY ${table}_worker ON ${table} TO ${workerRole(service)} USING (true) WITH CHECK (true)`,
    `GRANT ${rights} ON ${table} TO ${workerRole(service)}`,
  ];
}
