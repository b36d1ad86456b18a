import type { Contract } from '../../src/core/contract/contract.ts';
import type { FilePart } from '../../src/core/csv/gunzip.ts';
import { PROBLEMS_KEPT } from '../../src/core/csv/report.ts';
import type { ScoreCommand } from './arguments.ts';
import { type Input, inputParts, readAll } from './files/input.ts';
import { EXIT, Refusal } from './io.ts';
import { type ClientTable, toTable } from './json/clientTable.ts';
import { type JsonProblem, problemsOf } from './json/problems.ts';
import { type JsonClients, JsonError, readClients } from './json/readClients.ts';
import type { ReadingOptions } from './readingOptions.ts';
import { foundText } from './words.ts';

/** The input as a CSV table. */
export type TableSource = {
  parts: AsyncGenerator<FilePart, undefined>;
  options: ReadingOptions;
  /** Null for a table that was one from the beginning. */
  json: JsonSource | null;
};

export type JsonSource = Pick<ClientTable, 'hasIds' | 'lineOf'> & {
  isSingle: boolean;
  /** The first `PROBLEMS_KEPT`, in the order of the text. */
  problems: JsonProblem[];
};

/** @throws Refusal for JSON that has no clients */
export async function openTable(
  input: Input,
  { kind, reading }: Pick<ScoreCommand, 'kind' | 'reading'>,
  contract: Contract,
): Promise<TableSource> {
  if (kind === 'csv') return { parts: inputParts(input), options: reading, json: null };
  const { isSingle, clients } = parse(await readText(input));
  if (clients.length === 0) throw new Refusal(EXIT.file, 'There is no client in it.');
  const { bytes, keys, hasFeatures, hasIds, lineOf } = toTable(clients, contract, reading);
  if (!hasFeatures)
    throw new Refusal(EXIT.file, `No key is a feature of the model. Keys found: ${foundText(keys, contract)}`);
  return {
    parts: single(bytes),
    // The table was made here, so there is nothing to find out.
    options: { ...reading, encoding: 'utf-8', delimiter: ';', preambleRecords: 0 },
    json: { isSingle, hasIds, lineOf, problems: clients.flatMap(problemsOf).slice(0, PROBLEMS_KEPT) },
  };
}

async function* single(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<FilePart, undefined> {
  yield { bytes, readBytes: bytes.length };
}

async function readText(input: Input): Promise<string> {
  const bytes = await readAll(input);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(EXIT.file, 'The input is not UTF-8.');
  }
}

function parse(text: string): JsonClients {
  try {
    return readClients(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new Refusal(EXIT.file, `The input is not JSON of clients. Line ${error.line}: ${error.message}.`);
  }
}
