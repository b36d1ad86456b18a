import Papa from 'papaparse';
import type { Contract } from '../../src/core/contract/contract.ts';

const MISSING = ['', 'nan', 'NaN', 'None'];

/**
 * Reads the file with PapaParse and converts decimal commas, as an app around PapaParse would. Resolves with the number
 * of rows.
 */
export function parseByPapa(file: File, contract: Contract): Promise<number> {
  const kinds = new Map(contract.features.map(({ name, kind }) => [name, kind]));
  let isNumber: boolean[] | null = null;
  let rows = 0;

  function take(table: string[][]): void {
    const [header] = isNumber ? [] : table.splice(0, 1);
    const numeric = isNumber ?? (header ?? []).map((name) => kinds.get(name) === 'number');
    isNumber = numeric;
    const width = numeric.length;
    const numbers = new Float64Array(table.length * width);
    table.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        if (numeric[column])
          numbers[row * width + column] = MISSING.includes(cell) ? Number.NaN : Number(cell.replace(',', '.'));
      });
    });
    rows += table.length;
  }

  return new Promise((resolve, reject) => {
    Papa.parse<string[], File>(file, {
      delimiter: ';',
      skipEmptyLines: true,
      chunk: ({ data }) => take(data),
      complete: () => resolve(rows),
      error: reject,
    });
  });
}
