import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { readTrees } from '../../../../src/core/trees/formats/readTrees.ts';
import { predictRows } from '../trees.ts';

/** Shared by the tests of the readers: files of other libraries, and damage. */

const FOLDER = new URL('../../../fixtures/golden/external/', import.meta.url);

/** A file that ml/external_fixtures.py made. */
export function externalBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, FOLDER)));
}

export function corrupt(message: RegExp) {
  return expect.objectContaining({ name: 'ModelCorrupt', message: expect.stringMatching(message) });
}

/** A file cut after each 1 % of its length is refused, unless the missing part does not affect the trees. */
export function expectTruncationRefused(bytes: Uint8Array): void {
  const whole = readTrees(bytes, 'whole');
  for (let percent = 0; percent < 100; percent++) {
    expectRefusalOr(bytes.subarray(0, Math.floor((bytes.length * percent) / 100)), (read) =>
      expect(read).toEqual(whole),
    );
  }
}

/** A randomly damaged file is refused or still gives sound trees: a changed digit cannot be detected. */
export function expectDamageRefusedOrSound(bytes: Uint8Array, runs = 300): void {
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(damage, (places) => {
      const damaged = bytes.slice();
      for (const [at, byte] of places) damaged[at] = byte;
      expectRefusalOr(damaged, ({ ensemble }) => {
        const row = new Float32Array(Math.min(ensemble.featureCount, 1e6));
        if (row.length < ensemble.featureCount) return;
        expect(predictRows(ensemble, row).every(Number.isFinite)).toBe(true);
      });
    }),
    { numRuns: runs },
  );
}

function expectRefusalOr(bytes: Uint8Array, check: (read: ReturnType<typeof readTrees>) => void): void {
  let read: ReturnType<typeof readTrees>;
  try {
    read = readTrees(bytes, 'damaged');
  } catch (error) {
    expect(error).toMatchObject({ name: 'ModelCorrupt', message: expect.stringMatching(/^damaged: ./) });
    return;
  }
  check(read);
}
