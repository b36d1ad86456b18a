import { readExternalOnnx } from '../../onnx/external/externalTrees.ts';
import { ModelFileError } from '../ensemble.ts';
import { readCatboost } from './catboost.ts';
import { readLightgbmText } from './lightgbm.ts';
import { refuseFile, refuseJson } from './otherFiles.ts';
import { decodeText, encodingOf, parseJson, type TreeFile } from './treeFile.ts';
import { parseUbjson } from './ubjson.ts';
import { readXgboost } from './xgboost.ts';

export type TreeFormat = 'xgboost-json' | 'xgboost-ubjson' | 'lightgbm' | 'catboost' | 'onnx';

/**
 * Reads trees of any library, recognised by the file's content; the file's name is only for the message.
 * @throws ModelFileError naming the file and what is wrong, not supported, or found instead of trees
 */
export function readTrees(bytes: Uint8Array, fileName: string): TreeFile & { format: TreeFormat } {
  expectReadable(bytes.length, fileName);
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof ModelFileError) {
      const { kind = null, name } = error.refusal ?? {};
      throw new ModelFileError(`${fileName}: ${error.message}`, kind, name);
    }
    throw error;
  }
}

/** Reading takes several times the file's size in memory. */
const MAX_MODEL_BYTES = 200 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** @throws ModelFileError for a file of more bytes than can be read */
export function expectReadable(sizeBytes: number, fileName: string): void {
  if (sizeBytes <= MAX_MODEL_BYTES) return;
  const [size, most] = [sizeBytes, MAX_MODEL_BYTES].map((bytes) => Math.floor(bytes / MEGABYTE));
  throw new ModelFileError(`${fileName}: ${size} MB, a model file may have ${most} MB at most`, 'too-large', `${most}`);
}

function read(bytes: Uint8Array): TreeFile & { format: TreeFormat } {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const [first = 0, second = 0] = bytes;
  if (start.startsWith('{') && UBJSON_KEYS.includes(start.charAt(1))) {
    return { format: 'xgboost-ubjson', ...readXgboost(parseUbjson(bytes)) };
  }
  const head = textHead(bytes);
  if (head.startsWith('{')) return readJson(decodeText(bytes));
  if (/^tree\r?\n/.test(head)) return { format: 'lightgbm', ...readLightgbmText(decodeText(bytes).trimStart()) };
  // Every writer of ONNX puts the IR version, a small number, first.
  if (first === 8 && second > 0 && second < 32) return { format: 'onnx', features: null, ...readExternalOnnx(bytes) };
  throw refuseFile(start, head);
}

/** The first characters of a text, without a byte order mark and white space. */
function textHead(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, HEAD_BYTES)).trimStart();
}

const HEAD_BYTES = 4096;

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
  throw refuseJson(keys);
}
