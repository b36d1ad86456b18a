import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import { numbersOf } from '../../../src/core/clients/modelInput.ts';
import { UNREADABLE } from '../../../src/core/csv/cells/missing.ts';
import { at } from '../../../src/core/machine/at.ts';
import { CHECK_TOLERANCE } from '../../../src/core/metrics/modelCheck.ts';
import { type Cause, diagnose } from '../../../src/core/modelCheck/diagnose.ts';
import { readerOf, type TextColumn } from '../../../src/core/modelCheck/kindTrials.ts';
import {
  blocksOf,
  type CheckPlan,
  type ComparedRows,
  EXPECTED,
  openNumbersReader,
  openTextsReader,
  usedFeatures,
} from './checkPlan.ts';
import type { Draft } from './draft.ts';
import type { DraftChoices, ModelCheck, NamedCause, UnreadableColumn } from './modelImport.api.ts';

/** Rows of a sample: half of those that differ, half of those that do not. */
const MOST_SAMPLED = 250;
/** Columns whose texts are looked at. */
const MOST_COLUMNS = 40;
/** A column of more different numbers is hardly one of codes. */
const MOST_CODES = 100;
const INFINITE = /^[+-]?inf(inity)?$/i;
const DIGITS = /[.,](\d+)$/;

type Found = Pick<ModelCheck, 'unreadable' | 'causes' | 'remedy'>;

type CheckedRows = {
  rows: File;
  plan: CheckPlan;
  compared: ComparedRows;
  /** Number of unreadable cells of each feature. */
  unreadable: ArrayLike<number>;
  isSame: boolean;
};

/** Says which columns have cells that the model cannot read, and why forecasts differ, if they do. @throws CsvError */
export async function findCauses(draft: Draft, checked: CheckedRows): Promise<Found> {
  const { unreadable, isSame } = checked;
  const { features } = draft.shown;
  const suspects = features
    .flatMap(({ kind }, feature) => ((unreadable[feature] ?? 0) > 0 || kind.kind !== 'number' ? [feature] : []))
    .sort((a, b) => (unreadable[b] ?? 0) - (unreadable[a] ?? 0))
    .slice(0, MOST_COLUMNS);
  if (isSame && suspects.every((feature) => (unreadable[feature] ?? 0) === 0)) {
    return { unreadable: [], causes: null, remedy: null };
  }
  const texts = await readTexts(draft, checked, suspects);
  const told = suspects.flatMap((feature, place): UnreadableColumn[] => {
    const cells = unreadable[feature] ?? 0;
    const { infinite, example } = at(texts.columns, place);
    return cells > 0 ? [{ feature: at(features, feature).name, cells, infinite, example }] : [];
  });
  if (isSame) return { unreadable: told, causes: null, remedy: null };
  const causes = (await diagnoseRows(draft, checked, texts)) ?? (await diagnoseCodes(draft, checked, suspects));
  return { unreadable: told, causes: causes && namedCauses(causes, draft), remedy: causes && remedyOf(causes, draft) };
}

/** The same for columns of few numbers, which may be texts with codes of their own for their owner. */
async function diagnoseCodes(draft: Draft, checked: CheckedRows, suspects: readonly number[]): Promise<Cause[] | null> {
  const used = usedFeatures(draft.allTrees);
  const numbers = [...used].filter((feature) => !suspects.includes(feature)).slice(0, MOST_COLUMNS);
  const texts = await readTexts(draft, checked, [...suspects, ...numbers]);
  const columns = texts.columns.filter(
    ({ feature, levels }) => !numbers.includes(feature) || levels.size <= MOST_CODES,
  );
  return columns.length > suspects.length ? diagnoseRows(draft, checked, { ...texts, columns }) : null;
}

/** Columns as texts, and the most digits that an expected forecast is written with. */
type Texts = { columns: ReadColumn[]; digits: number };
type ReadColumn = Pick<TextColumn, 'feature' | 'kind' | 'activeKind'> & {
  levels: Set<string>;
  byLine: Map<number, string | null>;
  infinite: number;
  example: string;
};

async function readTexts(draft: Draft, { rows, plan, compared }: CheckedRows, suspects: number[]): Promise<Texts> {
  const columns = suspects.map((feature): ReadColumn => {
    const { kind, activeKind } = at(draft.shown.features, feature);
    return { feature, kind, activeKind, levels: new Set(), byLine: new Map(), infinite: 0, example: '' };
  });
  const readers = columns.map(({ kind }) => readerOf(kind));
  const texts: Texts = { columns, digits: 0 };
  const sampled = sampledLines(compared);
  const last = compared.lines.at(-1) ?? 0;
  for await (const block of blocksOf(rows, openTextsReader(plan, draft.contract, suspects))) {
    for (let row = 0; row < block.rows; row++) {
      const line = at(block.lines ?? [], row);
      if (line > last) return texts;
      columns.forEach((column, place) => {
        const text = textOf(block, row, at(draft.shown.features, column.feature).name);
        if (sampled.has(line)) column.byLine.set(line, text);
        if (text === null) return;
        column.levels.add(text);
        if (INFINITE.test(text)) column.infinite++;
        if (column.example === '' && at(readers, place)(text) === UNREADABLE) column.example = text.slice(0, 40);
      });
      if (!sampled.has(line)) continue;
      const digits = DIGITS.exec(textOf(block, row, EXPECTED) ?? '')?.[1]?.length ?? 0;
      texts.digits = Math.max(texts.digits, digits);
    }
  }
  return texts;
}

function textOf({ features, values, dictionaries }: ClientBlock, row: number, name: string): string | null {
  const column = features.indexOf(name);
  const position = values[row * features.length + column] ?? Number.NaN;
  return dictionaries[column]?.[position] ?? null;
}

/** Lines of rows that differ and of rows that do not, evenly from the whole file. */
function sampledLines({ lines, forecasts, expected }: ComparedRows): ReadonlySet<number> {
  const differs = (row: number) =>
    Math.abs(at(forecasts, row) - at(expected, row)) > CHECK_TOLERANCE * Math.max(1, Math.abs(at(expected, row)));
  const all = [...lines.keys()];
  return new Set(
    [all.filter(differs), all.filter((row) => !differs(row))].flatMap((rows) => {
      const step = Math.max(1, rows.length / MOST_SAMPLED);
      return Array.from({ length: Math.min(rows.length, MOST_SAMPLED) }, (_, place) =>
        at(lines, at(rows, Math.floor(place * step))),
      );
    }),
  );
}

async function diagnoseRows(
  draft: Draft,
  { rows, plan, compared }: CheckedRows,
  texts: Texts,
): Promise<Cause[] | null> {
  const { contract, allTrees, shown } = draft;
  const sampled = sampledLines(compared);
  const width = contract.features.length;
  const rowByLine = new Map<number, Float64Array>();
  for await (const block of blocksOf(rows, openNumbersReader(plan, contract))) {
    const { matrix } = encodeBlock(block, contract);
    const numbersAt = numbersOf(block, contract, matrix);
    for (let row = 0; row < block.rows; row++) {
      const line = at(block.lines ?? [], row);
      if (!sampled.has(line)) continue;
      const asSeen = () => Float64Array.from(matrix.subarray(row * width, (row + 1) * width));
      rowByLine.set(line, allTrees.exactThreshold ? numbersAt(row) : asSeen());
    }
    if (rowByLine.size === sampled.size) break;
  }
  const lines = [...rowByLine.keys()];
  const expectedByLine = new Map(compared.lines.map((line, row) => [line, at(compared.expected, row)]));
  const matrix = new Float64Array(lines.length * width);
  lines.forEach((line, row) => {
    matrix.set(rowByLine.get(line) ?? [], row * width);
  });
  const columns = texts.columns.map(
    (column): TextColumn => ({
      ...column,
      texts: lines.map((line) => column.byLine.get(line) ?? null),
      levels: [...column.levels],
    }),
  );
  return diagnose(
    {
      matrix,
      expected: {
        forecasts: Float64Array.from(lines, (line) => expectedByLine.get(line) ?? Number.NaN),
        rounding: 0.5 * 10 ** -texts.digits,
      },
      columns,
      infinities: columns.flatMap(({ feature, texts: cells }) =>
        cells.flatMap((text, row) =>
          INFINITE.test(text ?? '')
            ? [{ place: row * width + feature, isNegative: text?.startsWith('-') === true }]
            : [],
        ),
      ),
    },
    { ensemble: allTrees, trees: shown.trees, bestTrees: shown.bestTrees, transform: contract.transform },
  );
}

function namedCauses(causes: Cause[], { contract }: Draft): NamedCause[] {
  return causes.map((cause) =>
    cause.kind === 'kinds'
      ? {
          kind: 'kinds',
          changes: cause.changes.map(({ feature, kind, source }) => ({
            feature: at(contract.features, feature).name,
            to: kind,
            source,
          })),
        }
      : cause,
  );
}

/** The present choices with what the causes change; null when there is nothing to choose. */
function remedyOf(causes: Cause[], { shown: { choices } }: Draft): DraftChoices | null {
  if (!choices) return null;
  let remedy = choices;
  for (const cause of causes) {
    if (cause.kind === 'trees') remedy = { ...remedy, trees: cause.trees };
    if (cause.kind === 'transform') remedy = { ...remedy, transform: cause.transform };
    if (cause.kind === 'kinds') {
      const kinds = Object.fromEntries(cause.changes.map(({ feature, kind }) => [feature, kind]));
      remedy = { ...remedy, kinds: { ...remedy.kinds, ...kinds } };
    }
  }
  return remedy === choices ? null : remedy;
}
