import { readExternalOnnx } from '../../onnx/external/externalTrees.ts';
import { ModelFileError } from '../ensemble.ts';
import { readCatboost } from './catboost.ts';
import { readLightgbmText } from './lightgbm.ts';
import { decodeText, parseJson, type TreeFile } from './treeFile.ts';
import { parseUbjson } from './ubjson.ts';
import { readXgboost } from './xgboost.ts';

export type TreeFormat = 'xgboost-json' | 'xgboost-ubjson' | 'lightgbm' | 'catboost' | 'onnx';

/**
 * Reads trees of any library, recognised by the file's content; the file's name is only for the message.
 * @throws ModelFileError naming the file and what is wrong, not supported, or found instead of trees
 */
export function readTrees(bytes: Uint8Array, fileName: string): TreeFile & { format: TreeFormat } {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof ModelFileError) throw new ModelFileError(`${fileName}: ${error.message}`);
    throw error;
  }
}

function read(bytes: Uint8Array): TreeFile & { format: TreeFormat } {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const [first = 0, second = 0] = bytes;
  const text = start.replace(BYTE_ORDER_MARK, '').trimStart();
  if (start.startsWith('{') && UBJSON_KEYS.includes(start.charAt(1))) {
    return { format: 'xgboost-ubjson', ...readXgboost(parseUbjson(bytes)) };
  }
  if (text.startsWith('{')) return readJson(decodeText(bytes));
  if (/^tree\r?\n/.test(start)) return { format: 'lightgbm', ...readLightgbmText(decodeText(bytes)) };
  // Every writer of ONNX puts the IR version, a small number, first.
  if (first === 8 && second > 0 && second < 32) return { format: 'onnx', features: null, ...readExternalOnnx(bytes) };
  throw new ModelFileError(`no trees are found: ${describeFile(text)}`);
}

const BYTE_ORDER_MARK = '\xEF\xBB\xBF';

/**
 * Bytes after the first brace of UBJSON: the type of a key's length, of all values, their number, or the end. JSON has
 * none of these there.
 */
const UBJSON_KEYS = ['i', 'U', 'I', 'l', 'L', '$', '#', 'N'];

function readJson(text: string): TreeFile & { format: TreeFormat } {
  const raw = parseJson(text);
  const keys = typeof raw === 'object' && raw !== null ? Object.keys(raw) : [];
  if (keys.includes('learner')) return { format: 'xgboost-json', ...readXgboost(raw) };
  if (keys.includes('features_info')) return { format: 'catboost', ...readCatboost(raw) };
  throw new ModelFileError('no trees are found: JSON, but neither of XGBoost nor of CatBoost');
}

/** First bytes of files that users take for models. */
const OTHER_FILES: readonly [string, string][] = [
  ['CBM1', "CatBoost's binary format; save the model with format='json'"],
  ['binf', "XGBoost's old binary format; save the model as .json or .ubj"],
  ['\x80', 'a Python pickle; save the model in the format of its own library'],
  ['PK\x03\x04', 'a zip archive'],
  ['\x1f\x8b', 'a gzip archive; unpack it first'],
  ['<', 'a web page or other markup'],
];

/** Describes a file without trees, as far as its beginning tells. */
function describeFile(start: string): string {
  if (start === '') return 'the file is empty';
  const other = OTHER_FILES.find(([beginning]) => start.startsWith(beginning));
  return other?.[1] ?? `the file begins with ${JSON.stringify(start.replaceAll(/[^ -~]/g, '?'))}`;
}
