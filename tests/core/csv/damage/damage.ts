import type { Person, Random } from './people.ts';
import type { Change, Shape } from './shapes.ts';

/** A damaged file, what was done to it, and the clients whose rows were left as they are. */
export type Damaged = { bytes: Uint8Array; what: string[]; untouched: Person[] };

type Damage = { what: string; apply: (line: string, shape: Shape, random: Random) => Omit<Change, 'at'> };

/** What happens to single rows on their way through people's hands and programs. */
const DAMAGES: Damage[] = [
  {
    what: 'a quote that never closes',
    apply: (line, { delimiter }, random) => ({ line: withQuote(line, delimiter, random, '"') }),
  },
  { what: 'a quote in the middle of a cell', apply: (line, _, random) => ({ line: inserted(line, random, '"') }) },
  {
    what: 'two quotes too many',
    apply: (line, { delimiter }, random) => ({ line: withQuote(line, delimiter, random, '"a"b') }),
  },
  { what: 'one delimiter more', apply: (line, { delimiter }, random) => ({ line: inserted(line, random, delimiter) }) },
  { what: 'one delimiter less', apply: (line, { delimiter }) => ({ line: line.replace(delimiter, '') }) },
  { what: 'cut off', apply: (line, _, random) => ({ line: line.slice(0, 1 + random.below(line.length - 1)) }) },
  { what: 'a wrong byte', apply: (line, shape, random) => ({ line: withByte(line, shape, random) }) },
  { what: 'an empty line before', apply: () => ({ before: [''] }) },
  { what: 'the header again', apply: (_, { above }) => ({ before: above.slice(-1) }) },
  { what: 'a total', apply: (_, { delimiter, row }) => ({ before: [totalOf(row(NOBODY, 0), delimiter)] }) },
  { what: 'a rule of dashes', apply: (_, { above }) => ({ before: [(above.at(-1) ?? '').replace(/[^;,|\t]/g, '-')] }) },
  {
    what: 'nonsense',
    apply: (_, __, random) => ({ before: [random.of(['%PDF', 'see next page', '*** 12 ***', '�'])] }),
  },
  { what: 'another line end', apply: (_, __, random) => ({ end: random.of(['\n', '\r\n', '\r']) }) },
  { what: 'a number that is none', apply: (line, { delimiter }) => ({ line: replacedCell(line, delimiter, 'сорок') }) },
  { what: 'no id', apply: (line, { delimiter }) => ({ line: line.slice(Math.max(0, line.indexOf(delimiter))) }) },
];

const NOBODY: Person = {
  id: '1',
  name: 'x',
  age: 1,
  gender: 'Женский',
  salary: 1,
  income: 1,
  isActive: false,
  seen: '2024-01-01',
  area: null,
};

/** Damages one to three rows of a file. */
export function damage(shape: Shape, persons: readonly Person[], random: Random): Damaged {
  const what: string[] = [];
  const changes: Change[] = [];
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = 5 + random.below(persons.length - 6);
    if (changes.some((change) => Math.abs(change.at - at) < 2)) continue;
    const one = random.of(DAMAGES);
    what.push(`${one.what} at ${at}`);
    changes.push({ at, ...one.apply(shape.row(persons[at] as Person, at), shape, random) });
  }
  const isTouched = (at: number) => changes.some((change) => change.at === at && change.line !== undefined);
  return { bytes: shape.write(persons, changes), what, untouched: persons.filter((_, at) => !isTouched(at)) };
}

function inserted(line: string, random: Random, text: string): string {
  const at = 1 + random.below(line.length - 1);
  return line.slice(0, at) + text + line.slice(at);
}

/** Puts a text at the beginning of a cell. */
function withQuote(line: string, delimiter: string, random: Random, text: string): string {
  const starts = [...line].flatMap((letter, at) => (letter === delimiter ? [at + 1] : []));
  const at = random.of(starts);
  return line.slice(0, at) + text + line.slice(at);
}

function withByte(line: string, { encode }: Shape, random: Random): Uint8Array {
  const bytes = encode(line);
  bytes[random.below(bytes.length)] = random.of([0xff, 0x98, 0x80, 0xc3]);
  return bytes;
}

function totalOf(row: string, delimiter: string): string {
  const cells = row.split(delimiter).map(() => '');
  cells[0] = 'Итого';
  cells[5] = '999999';
  return cells.join(delimiter);
}

function replacedCell(line: string, delimiter: string, text: string): string {
  const cells = line.split(delimiter);
  cells[2] = text;
  return cells.join(delimiter);
}
