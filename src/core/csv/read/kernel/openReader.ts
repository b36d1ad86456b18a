import { hasSimd } from '../../../machine/simd.ts';
import { PlainReader } from './plainReader.ts';
import type { RecordReader, WantedColumns } from './recordReader.ts';
import { SimdReader } from './simdReader.ts';

/** The compiled reader where SIMD and enough memory are available, else the plain one; both read the same. */
export function openRecordReader(columns: WantedColumns, delimiter: number): RecordReader {
  if (hasSimd()) {
    try {
      return new SimdReader(columns, delimiter);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new PlainReader(columns, delimiter);
}
