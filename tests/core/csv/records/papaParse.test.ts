import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import spectrum from 'csv-spectrum';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { CsvError } from '../../../../src/core/csv/report.ts';
import { CHUNK_SIZES, recordsOf, utf8 } from '../reading.ts';

/** Cases that we read differently from PapaParse, and why. A difference that no longer exists must leave the table. */
const DIFFERENCES: Record<string, string> = {
  ...alike('a quote that never closes is a letter; PapaParse swallows the rest of the file', [
    'Quoted field has no closing quote',
  ]),
  ...alike('a quote that closes no cell is a letter, so that it spoils a row, not the rest of the file', [
    'Quoted field has invalid trailing quote after delimiter',
    'Quoted field has invalid trailing quote after delimiter with a valid closer',
    'Quoted field has invalid trailing quote after new line',
    'Quoted field has invalid trailing quote before delimiter',
  ]),
  ...alike('a line of spaces is blank', [
    'Blank line in middle with whitespace',
    'Skip empty lines, with first line only whitespace',
  ]),
  ...alike('lines may end differently in one file', ['Mixed slash n and slash r should choose first as precident']),
  ...alike('the byte order mark is taken off before records are looked for', [
    'UTF-8 BOM encoded input is stripped from invisible BOM character',
    'UTF-8 BOM encoded input with header produces column key stripped from invisible BOM character',
  ]),
  ...alike('a quote is always escaped by a quote', ['Custom escape character at the end']),
  ...alike('without its quote character PapaParse takes LF for the line end and leaves CR in the cell', [
    'Using reserved regex character . as quote character',
    'Using reserved regex character | as quote character',
  ]),
};

function alike(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

type Case = { name: string; text: string; delimiter: string };

const OUR_DELIMITERS = [',', ';', '\t', '|'];

/** PapaParse's own test cases, without those that set options other than a supported delimiter. */
function papaCases(): Case[] {
  type Own = { description: string; input: string; config?: { delimiter?: unknown } };
  const source = readFileSync(
    new URL('../../../../node_modules/papaparse/tests/test-cases.js', import.meta.url),
    'utf8',
  );
  const io = createContext({ chai: {}, describe: () => {} });
  runInContext(source.slice(0, source.indexOf("describe('Parse Tests'")), io);
  const own = [...(io.CORE_PARSER_TESTS as Own[]), ...(io.PARSE_TESTS as Own[])];
  return own.map(({ description, input, config }) => {
    const guessed = Papa.parse(input).meta.delimiter;
    const delimiter = OUR_DELIMITERS.find((known) => known === (config?.delimiter ?? guessed)) ?? ',';
    return { name: description, text: input, delimiter };
  });
}

const samples = await new Promise<{ name: string; csv: Uint8Array }[]>((resolve, reject) => {
  spectrum((error, found) => (error ? reject(error) : resolve(found)));
});
const spectrumCases = samples.map(({ name, csv }) => ({
  name: `csv-spectrum: ${name}`,
  text: new TextDecoder().decode(csv),
  delimiter: ',',
}));

function ours({ text, delimiter }: Case, chunk: number): string[][] | string {
  try {
    return recordsOf(utf8(text), delimiter, chunk);
  } catch (error) {
    if (error instanceof CsvError) return error.problem.kind;
    throw error;
  }
}

function papas({ text, delimiter }: Case): string[][] {
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
}

test('records are those of PapaParse, for every chunk size, but for the differences listed', () => {
  const cases = [...papaCases(), ...spectrumCases];
  expect(cases.length).toBeGreaterThan(150);
  const different = new Set<string>();
  for (const each of cases) {
    const whole = ours(each, 65_536);
    for (const chunk of CHUNK_SIZES) expect(ours(each, chunk)).toEqual(whole);
    if (JSON.stringify(whole) !== JSON.stringify(papas(each))) different.add(each.name);
  }
  expect([...different].sort()).toEqual(Object.keys(DIFFERENCES).sort());
});
