import type { Contract } from '../../../src/core/contract/contract.ts';
import { matchColumns } from '../../../src/core/csv/detect/matchColumns.ts';
import { toCell } from '../../../src/core/csv/write/cells.ts';
import { columnChoices } from '../chooseReading.ts';
import type { ReadingOptions } from '../readingOptions.ts';
import type { JsonClient, JsonValue } from './readClients.ts';

/** Clients as a CSV table, so that they are read by the same rules as those of a file. */
export type ClientTable = {
  /** UTF-8 with semicolons, its header first. */
  bytes: Uint8Array<ArrayBuffer>;
  keys: string[];
  /** Whether a key is a feature of the model. */
  hasFeatures: boolean;
  /** Whether the clients have ids of their own. */
  hasIds: boolean;
  /** The line of the JSON text by the line of the table. */
  lineOf(tableLine: number): number;
};

/** The last column of clients without ids. */
const NO_ID = 'id';

/** @param options what the command line says about the keys */
export function toTable(clients: readonly JsonClient[], contract: Contract, options: ReadingOptions): ClientTable {
  const keys = [...new Set(clients.flatMap(({ values }) => [...values.keys()]))];
  const { id, features } = matchColumns(keys, contract, columnChoices(options, keys, contract).uses);
  const hasIds = id >= 0;
  const numbers = new Set(features.flatMap((column, at) => (contract.features[at]?.kind === 'number' ? [column] : [])));
  const header = hasIds ? keys : [...keys, NO_ID];
  const lines = new Map<number, number>();
  let text = '';
  let tableLine = 1;
  const add = (cells: readonly string[]) => {
    const row = cells.map((cell) => toCell(cell)).join(';');
    tableLine += 1 + (row.match(/\r\n|\r|\n/g)?.length ?? 0);
    text += `${row}\n`;
  };
  add(header.map(withoutZeros));
  for (const [position, { line, values }] of clients.entries()) {
    lines.set(tableLine, line);
    const cells = keys.map((key, column) => cellOf(values.get(key), numbers.has(column)));
    add(hasIds ? cells : [...cells, `client ${position + 1}`]);
  }
  return {
    bytes: new TextEncoder().encode(text),
    keys,
    hasFeatures: features.some((column) => column >= 0),
    hasIds,
    lineOf: (tableLine) => lines.get(tableLine) ?? tableLine,
  };
}

function cellOf(value: JsonValue | undefined, isNumber: boolean): string {
  if (!value) return '';
  return value.kind === 'number' && isNumber ? withoutPoint(value.text) : withoutZeros(value.text);
}

/** `45.125` as `45125e-3`: the same number, in which nobody can take the point for a thousands sign. */
function withoutPoint(number: string): string {
  const [, whole, fraction, exponent = '0'] = /^(-?\d+)\.(\d+)(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  if (whole === undefined || fraction === undefined) return number;
  return `${whole}${fraction}e${Number(exponent) - fraction.length}`;
}

/** No text file has zero bytes. */
function withoutZeros(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
