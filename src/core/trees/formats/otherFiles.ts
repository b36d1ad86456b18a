import { ModelFileError, type RefusalKind } from '../ensemble.ts';

/** Beginnings of files that users take for models, the refusal and what the file is. */
const BINARY: readonly [beginning: string, kind: RefusalKind, what: string][] = [
  ['CBM1', 'catboost-binary', "CatBoost's binary format; save the model with format='json'"],
  ['binf', 'xgboost-binary', "XGBoost's old binary format; save the model as .json or .ubj"],
  ['\x80', 'pickle', 'a Python pickle or joblib file; save the model in the format of its own library'],
  ['x\x01', 'pickle', 'a compressed joblib file; save the model in the format of its own library'],
  ['x\x5e', 'pickle', 'a compressed joblib file; save the model in the format of its own library'],
  ['x\x9c', 'pickle', 'a compressed joblib file; save the model in the format of its own library'],
  ['x\xda', 'pickle', 'a compressed joblib file; save the model in the format of its own library'],
  ['PK\x03\x04', 'zip', 'a zip archive; unpack it first'],
  ['\x1f\x8b', 'gzip', 'a gzip archive; unpack it first'],
];

const TEXTS: readonly [pattern: RegExp, kind: RefusalKind, what: string][] = [
  [/^booster\[\d+\]/, 'xgboost-dump', "XGBoost's dump for reading, without base score; use save_model('….json')"],
  [/^\[\s*\{\s*"nodeid"/, 'xgboost-dump', "XGBoost's dump for reading, without base score; use save_model('….json')"],
  [/^<[\s\S]*<PMML/, 'pmml', "PMML; save the model in its own library's format or as ONNX"],
  [/^</, 'markup', 'a web page or other markup'],
  [/^(#|\/\/|\/\*|import |from )/, 'source-code', "source code; save the model in its own library's format"],
];

/** The refusal of a file without trees, as far as its beginning tells. @param start its first bytes as characters */
export function refuseFile(start: string, head: string): ModelFileError {
  const binary = BINARY.find(([beginning]) => start.startsWith(beginning));
  const text = TEXTS.find(([pattern]) => pattern.test(head));
  if (binary) return noTrees(binary[2], binary[1]);
  if (text) return noTrees(text[2], text[1]);
  if (head === '') return noTrees('the file is empty', 'empty');
  const shown = JSON.stringify(head.slice(0, 16).replaceAll(/[^ -~]/g, '?'));
  return noTrees(`the file begins with ${shown}`, 'other-file');
}

/** The refusal of JSON that is no model, by its keys. */
export function refuseJson(keys: readonly string[]): ModelFileError {
  if (keys.includes('tree_info'))
    return noTrees("LightGBM's dump for reading; save the model with save_model('….txt')", 'lightgbm-dump');
  if (keys.includes('nodeid'))
    return noTrees("XGBoost's dump for reading, without base score; use save_model('….json')", 'xgboost-dump');
  return noTrees('JSON, but neither of XGBoost nor of CatBoost', 'other-json');
}

function noTrees(what: string, kind: RefusalKind): ModelFileError {
  return new ModelFileError(`no trees are found: ${what}`, kind);
}
