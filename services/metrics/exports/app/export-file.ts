import type { Cell } from '#libs/platform/csv/write-records';

/** What comes out as a file: columns, and records as they are asked for. */
export interface ExportFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
}

export const exportFormats = ['CSV', 'JSON_LINES'] as const;

/** How a file is written; a BOM is for Excel, which takes CSV in UTF-8 for something else without it. */
export interface ExportFormat {
  readonly format: (typeof exportFormats)[number];
  readonly bom: boolean;
}
