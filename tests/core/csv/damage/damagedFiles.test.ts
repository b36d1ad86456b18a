import { expect, test } from 'vitest';
import { encodeBlock } from '../../../../src/core/clients/clientBlock.ts';
import { planImport } from '../../../../src/core/csv/detect/planImport.ts';
import { type ClientReader, createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { CsvError, type FileProblem } from '../../../../src/core/csv/report.ts';
import { type Damaged, damage } from './damage.ts';
import { CONTRACT, type Person, people, randomOf } from './people.ts';
import { SHAPES, type Shape } from './shapes.ts';

/**
 * Real shapes of files × random damage to single rows: whatever is wrong with one row, every row of the file is
 * accounted for, and the rows beside it are read as if nothing had happened.
 */
const FILES_PER_SHAPE = 100;

type Reading = {
  /** By client id, the model's input. */
  inputs: Map<string, string>;
  accepted: number;
  counts: ClientReader['counts'];
};

/** Reads a whole file as an import does. */
function read(bytes: Uint8Array): Reading | { problem: FileProblem } {
  const planned = planImport(bytes, CONTRACT);
  if ('problem' in planned) return { problem: planned.problem };
  const reader = createClientReader(planned.plan, CONTRACT, 1_000);
  try {
    const blocks = [...reader.push(bytes), ...reader.finish()];
    const inputs = new Map<string, string>();
    for (const block of blocks) {
      const { matrix } = encodeBlock(block, CONTRACT);
      const width = CONTRACT.features.length;
      for (const [row, id] of block.ids.entries())
        inputs.set(id, matrix.slice(row * width, (row + 1) * width).join(' '));
    }
    const accepted = blocks.reduce((sum, { rows }) => sum + rows, 0);
    return { inputs, accepted, counts: { ...reader.counts } };
  } catch (error) {
    if (error instanceof CsvError) return { problem: error.problem };
    throw error;
  }
}

/** Says what is wrong with the reading of a damaged file; null when nothing is. */
function faultOf({ bytes, untouched }: Damaged, clean: ReadonlyMap<string, string>): string | null {
  const result = read(bytes);
  if ('problem' in result) return `the whole file was refused: ${JSON.stringify(result.problem)}`;
  const { inputs, accepted, counts } = result;
  if (counts.records !== accepted + counts.rejected + counts.passedOver)
    return `records do not add up: ${JSON.stringify({ accepted, ...counts })}`;
  for (const { id } of untouched) {
    if (!inputs.has(id)) return `client ${id} is lost: ${JSON.stringify({ accepted, ...counts })}`;
    if (inputs.get(id) !== clean.get(id)) return `client ${id} changed: ${clean.get(id)} → ${inputs.get(id)}`;
  }
  return null;
}

test.each(SHAPES)('$name: every row is accounted for, and damage stays in its row', (shape: Shape) => {
  const persons: Person[] = people(40);
  const undamaged = read(shape.write(persons, []));
  if ('problem' in undamaged) throw new Error(`refused undamaged: ${JSON.stringify(undamaged.problem)}`);
  expect([...undamaged.inputs.keys()], 'undamaged').toEqual(persons.map(({ id }) => id));
  const faults: string[] = [];
  for (let seed = 0; seed < FILES_PER_SHAPE; seed++) {
    const damaged = damage(shape, persons, randomOf(seed));
    const fault = faultOf(damaged, undamaged.inputs);
    if (fault !== null) faults.push(`seed ${seed}, ${damaged.what.join(' + ')}: ${fault}`);
  }
  expect(faults).toEqual([]);
});
