import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { ColumnType } from 'typeorm';

/** One column: its PostgreSQL type and how it is kept. `T` is the type of its value in a row. */
export interface Column<T> {
  readonly type: string;
  readonly nullable: boolean;
  readonly isKey: boolean;
  readonly isFixed: boolean;
  readonly array: boolean;
  readonly defaultSql: string | undefined;
  /** The migration that added the column after its table; undefined for those that another migration writes out. */
  readonly addedBy: string | undefined;
  /** Never read: it only carries `T`. */
  readonly value?: T;
  null(): Column<T | null>;
  /** Part of the primary key. */
  key(): Column<T>;
  /** Set when the row is inserted and never changed. */
  fixed(): Column<T>;
  /** An SQL expression for rows that do not name the column. */
  default(sql: string): Column<T>;
  /** Added to the table later, by a migration of this name, which ends with its time stamp and never changes; null in older rows. */
  added(migration: string): Column<T | null>;
}

type Shape = Pick<Column<unknown>, 'type' | 'nullable' | 'isKey' | 'isFixed' | 'array' | 'defaultSql' | 'addedBy'>;

function column<T>(shape: Shape): Column<T> {
  return {
    ...shape,
    null: () => column<T | null>({ ...shape, nullable: true }),
    key: () => column<T>({ ...shape, isKey: true, isFixed: true }),
    fixed: () => column<T>({ ...shape, isFixed: true }),
    default: (sql) => column<T>({ ...shape, defaultSql: sql }),
    added: (migration) => column<T | null>({ ...shape, nullable: true, addedBy: migration }),
  };
}

const plain = (type: string, array = false): Shape => ({
  type,
  nullable: false,
  isKey: false,
  isFixed: false,
  array,
  defaultSql: undefined,
  addedBy: undefined,
});

export const uuid = (): Column<string> => column(plain('uuid'));
export const text = <T extends string = string>(): Column<T> => column(plain('text'));
export const texts = <T extends string = string>(): Column<readonly T[]> => column(plain('text', true));
export const smallint = <T extends number = number>(): Column<T> => column(plain('smallint'));
export const integer = (): Column<number> => column(plain('integer'));
/** Read as a number; a value beyond 2^53 is refused when it is read. */
export const bigint = (): Column<number> => column(plain('bigint'));
export const double = (): Column<number> => column(plain('double precision'));
export const flag = (): Column<boolean> => column(plain('boolean'));
export const instant = (): Column<Date> => column(plain('timestamptz'));
/** A calendar date, as `YYYY-MM-DD`. */
export const date = (): Column<string> => column(plain('date'));
export const json = <T>(): Column<T> => column(plain('jsonb'));
/** JSON kept as it was written. */
export const jsonText = <T>(): Column<T> => column(plain('json'));

type Columns = Readonly<Record<string, Column<unknown>>>;

export type RowOfColumns<C extends Columns> = { readonly [F in keyof C]: C[F] extends Column<infer T> ? T : never };

/** A table, each column written once: the row type, reading, writing and TypeORM's schema all follow from it. */
export interface Table<R> {
  readonly name: string;
  readonly columns: { readonly [F in keyof R]: Column<R[F]> };
  readonly fields: readonly (keyof R & string)[];
  readonly keyFields: readonly (keyof R & string)[];
  /** What migrations are compared with. */
  readonly entity: EntitySchema;
}

/** The type of a table's rows: fields in camel case. */
export type RowOf<T> = T extends Table<infer R> ? R : never;

export interface TableExtras<F extends string> {
  readonly indices?: readonly { name: string; fields: readonly F[]; unique?: boolean; where?: string; synchronize?: false }[];
  readonly checks?: readonly { name: string; expression: string }[];
  /** Where the key's constraint is not named `<table>_pk`. */
  readonly keyName?: string;
}

/** `lastHumanAt` → `last_human_at`: the one rule between fields and columns. */
export const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function table<C extends Columns>(name: string, columns: C, extras: TableExtras<keyof C & string> = {}): Table<RowOfColumns<C>> {
  const fields = Object.keys(columns) as (keyof C & string)[];
  return {
    name,
    columns: columns as unknown as Table<RowOfColumns<C>>['columns'],
    fields,
    keyFields: fields.filter((field) => columns[field]!.isKey),
    entity: entityOf(name, columns, extras),
  };
}

function entityOf<C extends Columns>(name: string, columns: C, extras: TableExtras<keyof C & string>): EntitySchema {
  const keyName = extras.keyName ?? `${name}_pk`;
  const options = Object.entries(columns).map(([field, shape]) => [columnName(field), columnOptions(shape, keyName)] as const);
  const indices = (extras.indices ?? []).map(({ fields, ...index }) => ({ ...index, columns: fields.map(columnName) }));
  return new EntitySchema({ name, columns: Object.fromEntries(options), indices, checks: [...(extras.checks ?? [])] });
}

function columnOptions({ type, nullable, isKey, array, defaultSql }: Shape, keyName: string): EntitySchemaColumnOptions {
  return {
    type: type as ColumnType,
    ...(nullable && { nullable }),
    ...(array && { array }),
    ...(defaultSql !== undefined && { default: /^\d+$/.test(defaultSql) ? Number(defaultSql) : () => defaultSql }),
    ...(isKey && { primary: true, primaryKeyConstraintName: keyName }),
  };
}
