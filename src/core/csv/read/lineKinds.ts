/** Lines of a table that are no clients, told by their cells. */
import { UNREADABLE } from '../cells/missing.ts';
import { parseNumberText } from '../cells/numberText.ts';

const RULE = /^[-=_+*~|:\s─━═—–]+$/;

const COLUMN_NUMBER = /^\(?(\d+)\)?$/;

/** Types of databases, pandas, R and 1C. */
const COLUMN_TYPE = new RegExp(
  String.raw`^<?(?:(?:tiny|small|medium|big|long)?int(?:eger)?\d*|uint\d+|num(?:ber|eric)?|decimal|float\d*|` +
    'double(?: precision)?|dbl|real|money|n?(?:var)?char2?|chr|character(?: varying)?|n?text|str(?:ing)?|' +
    String.raw`bool(?:ean)?|lgl|bit|date|time|datetime\d*(?:\[ns\])?|timestamp(?:tz)?|object|category|factor|fct|uuid|` +
    String.raw`число|целое|строка|текст|дата|булево)>?(?:\s*\(\s*\w+(?:\s*,\s*\d+)?\s*\))?(?: not null| null)?$`,
  'i',
);

const TOTAL = new RegExp(
  String.raw`^(?:(?:общ(?:ий|ая|ее)|grand|промежуточн(?:ый|ые))\s+)?(?:(?:под)?итог(?:о|и)?|всего|сумма|(?:sub)?totals?|` +
    String.raw`sum|среднее(?:\s+значение)?|в\s+среднем|average|avg|mean)(?=$|[\s:])`,
  'i',
);
const TOTAL_ALONE = /^(?:итого|всего|(?:grand )?total)[:.]?$/i;

/** Whether the line has nothing but dashes and the like. */
export function isRule(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const isLine = filled.some((cell) => cell.trim().length > 1) || (filled.length === cells.length && cells.length > 1);
  return filled.length > 0 && isLine && filled.every((cell) => RULE.test(cell));
}

/** Whether half of the header's names or more stand below themselves. */
export function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  const named = header.flatMap((name, column) => (name === '' ? [] : [{ name, cell: cells[column]?.trim() }]));
  const alike = named.filter(({ name, cell }) => cell?.toLowerCase() === name.toLowerCase());
  return alike.length > 0 && alike.length * 2 >= named.length;
}

/** Whether the cells count the columns, from 1 or from 0. */
export function areColumnNumbers(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => Number(COLUMN_NUMBER.exec(cell.trim())?.[1]));
  const [first] = numbers;
  return (first === 0 || first === 1) && numbers.every((number, column) => number === first + column);
}

/** Whether the cells name the types of the columns. */
export function areColumnTypes(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length * 2 > cells.length && filled.every((cell) => COLUMN_TYPE.test(cell));
}

/** Whether an id is in truth the name of a row of sums or averages. */
export function isTotal(id: string): boolean {
  return TOTAL.test(id);
}

/** The same for a client's name, which may well begin with such a word. */
export function isTotalName(name: string): boolean {
  return TOTAL_ALONE.test(name);
}

/** Whether a line above the header is a row of the table: with a number, and more than a title in an empty row. */
export function isDataRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const hasNumber = filled.some((cell) => {
    const number = parseNumberText(cell);
    return number !== UNREADABLE && !Number.isNaN(number);
  });
  return hasNumber && (filled.length > 2 || filled.length * 2 > cells.length);
}
