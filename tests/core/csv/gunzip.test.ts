import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilePart, gunzip } from '../../../src/core/csv/gunzip.ts';
import { chunksOf, utf8 } from './reading.ts';

const TABLE = utf8(`id;age\n${Array.from({ length: 500 }, (_, row) => `${row};${(row * 7919) % 90}\n`).join('')}`);

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<FilePart> {
  let readBytes = 0;
  for (const chunk of chunksOf(bytes, size)) {
    readBytes += chunk.length;
    yield { bytes: chunk.slice(), readBytes };
  }
}

/** Everything unpacked from a file: the parts, and why they end. */
async function unpack(bytes: Uint8Array, { piece = 1000, part = 4096 } = {}) {
  const parts: FilePart[] = [];
  let problem: unknown = null;
  try {
    for await (const one of gunzip(piecesOf(bytes, piece), part)) parts.push(one);
  } catch (error) {
    problem = (error as { problem: unknown }).problem;
  }
  return { parts, problem, bytes: Buffer.concat(parts.map((one) => one.bytes)) };
}

/** Cuts a table into members, each compressed separately. */
function membersOf(table: Uint8Array, ...cuts: number[]): Uint8Array {
  const ends = [...cuts, table.length];
  return Buffer.concat(ends.map((end, at) => gzipSync(table.subarray(ends[at - 1] ?? 0, end))));
}

const DAMAGED = { kind: 'gzip-damaged' };

describe('a file that is whole', () => {
  test.each([
    ['of one member', membersOf(TABLE)],
    ['of two', membersOf(TABLE, 1000)],
    ['of three', membersOf(TABLE, 17, 2500)],
    ['with an empty member before, between and behind', membersOf(TABLE, 0, 1000, 1000, TABLE.length)],
    ['with zeros behind', Buffer.concat([membersOf(TABLE, 1000), Buffer.alloc(513)])],
  ])('%s is one table, wherever it is cut', async (_, file) => {
    for (const piece of [1, 2, 7, 18, 64, file.length])
      for (const part of [1, 100, 4096, TABLE.length, TABLE.length + 1]) {
        const { parts, bytes, problem } = await unpack(file, { piece, part });
        expect(problem).toBeNull();
        expect(bytes.equals(TABLE)).toBe(true);
        expect(parts.slice(0, -1).every((one) => one.bytes.length === part)).toBe(true);
      }
  });

  test('gives nothing when there is nothing in it', async () => {
    expect(await unpack(gzipSync(''))).toMatchObject({ parts: [], problem: null });
    expect(await unpack(Buffer.concat([gzipSync(''), gzipSync('')]))).toMatchObject({ parts: [], problem: null });
  });

  test('says of each part how much of the file was read for it', async () => {
    const file = membersOf(TABLE, 1000);
    const { parts } = await unpack(file, { piece: 10, part: 100 });
    const readBytes = parts.map((one) => one.readBytes);
    expect(readBytes.at(-1)).toBe(file.length);
    expect(readBytes).toEqual([...readBytes].sort((a, b) => a - b));
    expect(readBytes[0]).toBeLessThan(file.length / 4);
  });

  test('is what zlib makes of it, however well it packs', async () => {
    const table = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.tuple(fc.nat(255), fc.nat(20_000)).map(([byte, length]) => new Uint8Array(length).fill(byte)),
    );
    const packed = fc.tuple(table, fc.integer({ min: 0, max: 9 })).map(([bytes, level]) => gzipSync(bytes, { level }));
    const sizes = fc.record({ piece: fc.integer({ min: 1, max: 500 }), part: fc.integer({ min: 1, max: 5000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(packed, { minLength: 1, maxLength: 4 }), sizes, async (members, size) => {
        const file = Buffer.concat(members);
        const { bytes, problem } = await unpack(file, size);
        expect(problem).toBeNull();
        expect(bytes.equals(gunzipSync(file))).toBe(true);
      }),
    );
  });
});

describe('a damaged file', () => {
  const two = membersOf(TABLE, 1000);

  test('cut off anywhere but between members is told, after what could be unpacked', async () => {
    const first = gzipSync(TABLE.subarray(0, 1000)).length;
    for (let length = 1; length < two.length; length++) {
      const { bytes, problem } = await unpack(two.subarray(0, length), { piece: 64 });
      expect([length, problem]).toEqual([length, length === first ? null : DAMAGED]);
      expect(bytes.equals(TABLE.subarray(0, bytes.length))).toBe(true);
    }
    expect((await unpack(two.subarray(0, -1))).bytes.equals(TABLE)).toBe(true);
  });

  test.each([
    ['text', Buffer.from('id;age\n')],
    ['one byte', Buffer.from([1])],
    ['half a beginning', Buffer.from([0x1f])],
    ['a beginning that is none', Buffer.from([0x1f, 0x8b, 1, 2, 3])],
    ['zeros and then something', Buffer.from([0, 0, 0, 7])],
    ['zeros and then a member', Buffer.concat([Buffer.alloc(9), gzipSync('x')])],
  ])('with %s behind it is told', async (_, behind) => {
    for (const piece of [1, 5, 10_000]) {
      const { bytes, problem } = await unpack(Buffer.concat([two, behind]), { piece });
      expect(problem).toEqual(DAMAGED);
      expect(bytes.equals(TABLE)).toBe(true);
    }
  });

  test('of another checksum or length than it says is told, in whichever member', async () => {
    const first = gzipSync(TABLE.subarray(0, 1000)).length;
    for (const end of [first, two.length])
      for (const fromEnd of [8, 5, 4, 1]) {
        const changed = Buffer.from(two);
        changed[end - fromEnd]! ^= 1;
        expect((await unpack(changed)).problem).toEqual(DAMAGED);
      }
  });

  test('with any byte changed never gives another table without a word', async () => {
    // Flags, time and system in a header do not affect the table.
    const isHeader = (at: number) => at >= 3 && at < 10;
    const file = gzipSync(TABLE);
    for (let at = 0; at < file.length; at++) {
      if (isHeader(at)) continue;
      const changed = Buffer.from(file);
      changed[at]! ^= 0x55;
      expect([at, (await unpack(changed)).problem]).toEqual([at, DAMAGED]);
    }
  });
});

test('a file that unpacks a thousandfold is refused before it fills the memory, in several members too', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 10));
  const tooLarge = { kind: 'gzip-too-large' };
  const { problem, bytes } = await unpack(bomb, { part: 1024 * 1024 });
  expect(problem).toEqual(tooLarge);
  expect(bytes.length).toBeLessThan(20 * 1024 * 1024);
  const member = gzipSync(Buffer.alloc(4 * 1024 * 1024, 10));
  expect((await unpack(Buffer.concat(Array(8).fill(member)), { part: 1024 * 1024 })).problem).toEqual(tooLarge);
});

test('no more of a file is read than its parts need', async () => {
  let read = 0;
  async function* counted() {
    for await (const part of piecesOf(membersOf(TABLE, 1000), 100)) {
      read++;
      yield part;
    }
  }
  const parts = gunzip(counted(), 100);
  await parts.next();
  const forOne = read;
  await parts.next();
  await parts.return(undefined);
  expect(forOne).toBeLessThan(5);
  expect(read).toBeLessThan(6);
});
