import * as v from 'valibot';
import { ModelFileError } from '../trees/ensemble.ts';
import { MODEL_NAME } from './contract.ts';

/** One model that the site offers: its file, relative to `models/`, and what the file must be. */
const ModelEntry = v.object({
  name: v.pipe(v.string(), v.regex(MODEL_NAME)),
  version: v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)),
  /** A folder and a file, nothing else: no `..`, no leading slash, no other host. */
  file: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-][a-z0-9.-]*\.onnx$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const ModelIndex = v.object({
  /** Name of the active model. */
  active: v.string(),
  models: v.pipe(v.array(ModelEntry), v.minLength(1), v.maxLength(1000)),
});

export type ModelEntry = v.InferOutput<typeof ModelEntry>;
export type ModelIndex = v.InferOutput<typeof ModelIndex>;

/**
 * Reads `models/index.json`: the shipped models and the active one.
 * @throws ModelFileError when the text is not JSON (a host's error page), has another shape, names a model twice, or
 * names an active model that it does not list.
 */
export function readModelIndex(json: string): ModelIndex {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw new ModelFileError('the model index is not JSON');
  }
  const result = v.safeParse(ModelIndex, raw);
  if (!result.success) {
    const issue = result.issues[0];
    throw new ModelFileError(`the model index: ${v.getDotPath(issue) ?? '(root)'}: ${issue.message}`);
  }
  const names = result.output.models.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new ModelFileError('the model index names a model twice');
  if (!names.includes(result.output.active)) {
    throw new ModelFileError(`the model index has no model "${result.output.active}"`);
  }
  return result.output;
}
