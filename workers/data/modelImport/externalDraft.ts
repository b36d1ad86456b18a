import type { Contract } from '../../../src/core/contract/contract.ts';
import {
  externalContract,
  type FeatureKind,
  kindOf,
  NUMBER,
  sameKind,
} from '../../../src/core/contract/externalContract.ts';
import { withCuts } from '../../../src/core/contract/withCuts.ts';
import { writeOnnx } from '../../../src/core/onnx/own/file.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { addsInDouble, firstTrees, hasCovers } from '../../../src/core/trees/ensemble.ts';
import type { readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Draft } from './draft.ts';
import type { FeatureNames } from './featureNames.ts';
import type { DraftChoices, DraftFeature, ModelDraftProblem } from './modelImport.api.ts';
import { toModelName, UNNAMED } from './modelNames.ts';

/** Another library's file with the names of its features. */
export type ExternalFile = FeatureNames & {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  trees: ReturnType<typeof readTrees>;
  /** The active model's contract, which lends titles. */
  dictionary: Contract | null;
};

/** Prefix of imported versions. Stored forecasts contain it, so it must not change. */
const VERSION_PREFIX = 'kept-';
/** A contract allows no more. */
const MOST_LEVELS = 60_000;

/** What the file itself says, and numbers where it says nothing. */
export function defaultChoices({ trees }: ExternalFile): DraftChoices {
  return { trees: trees.ensemble.roots.length, transform: { kind: 'identity' }, kinds: {} };
}

/** The model that a file gives with these choices. @throws ModelFileError */
export async function externalDraft(
  file: ExternalFile,
  choices: DraftChoices,
): Promise<Outcome<Draft, ModelDraftProblem>> {
  const { fileName, trees, dictionary, areNamesCertain } = file;
  const features = featuresOf(file, choices);
  const problem = features.map(levelsProblem).find((found) => found !== null);
  if (problem) return { problem };
  const allTrees = trees.allTrees ?? trees.ensemble;
  const all = allTrees.roots.length;
  const facts = {
    name: UNNAMED,
    transform: choices.transform,
    trees: { used: choices.trees, all },
    titles: dictionary,
  };
  const described = externalContract(features, { ...facts, version: UNNAMED });
  const { contract: unnamed, forecast } = withCuts(described, firstTrees(allTrees, choices.trees));
  const version = VERSION_PREFIX + (await hashOf(file, unnamed, choices)).slice(0, 8);
  const contract = { ...unnamed, version };
  return {
    value: {
      shown: {
        fileName,
        format: trees.format,
        trees: choices.trees,
        allTrees: all,
        bestTrees: trees.allTrees ? trees.ensemble.roots.length : null,
        hasInterval: false,
        isExplainable: hasCovers(forecast),
        features,
        areNamesCertain,
        choices,
      },
      ownName: toModelName(fileName.split('.')[0] ?? ''),
      version,
      contract,
      allTrees,
      fileNamed: (name) => writeOnnx({ contract: { ...contract, name }, forecast, interval: null }),
      choose: (others) => externalDraft(file, others),
    },
  };
}

function featuresOf({ names, trees, dictionary }: ExternalFile, { kinds }: DraftChoices): DraftFeature[] {
  const known = new Map(dictionary?.features.map((feature) => [feature.name, feature]));
  return names.map((name, position) => {
    const chosen = kinds[position];
    const ofFile = trees.kinds?.[position];
    const kind = chosen ?? ofFile ?? NUMBER;
    const active = known.get(name);
    const activeKind = active && active.kind !== 'number' ? kindOf(active) : null;
    return {
      name,
      title: active?.title ?? null,
      kind,
      kindFrom: sourceOf(chosen, ofFile),
      activeKind: activeKind && !sameKind(activeKind, kind) ? activeKind : null,
    };
  });
}

function sourceOf(chosen: FeatureKind | undefined, ofFile: FeatureKind | null | undefined): DraftFeature['kindFrom'] {
  if (chosen) return 'person';
  return ofFile ? 'file' : 'assumed';
}

function levelsProblem({ name, kind }: { name: string; kind: FeatureKind }): ModelDraftProblem | null {
  if (kind.kind !== 'category') return null;
  if (kind.categories.length > MOST_LEVELS) return { kind: 'too-many-levels', feature: name };
  const earlier = new Set<string>();
  for (const level of kind.categories) {
    // A code that no text has is an empty level.
    if (level !== '' && earlier.has(level)) return { kind: 'level-twice', feature: name, level };
    earlier.add(level);
  }
  return null;
}

/**
 * A hash of everything that can change a forecast: the file, the features in their order, the codes of categories, and
 * what else was chosen.
 */
function hashOf({ bytes, trees }: ExternalFile, { features }: Contract, choices: DraftChoices): Promise<string> {
  const inputs: unknown[] = features.map((feature) => [
    feature.name,
    feature.kind,
    ...(feature.kind === 'category' ? feature.categories : []),
    ...(feature.unit === 'flag' ? ['flag'] : []),
  ]);
  if (choices.transform.kind !== 'identity') inputs.push(choices.transform);
  if (choices.trees !== trees.ensemble.roots.length) inputs.push({ trees: choices.trees });
  // Earlier versions of this app added float32 numbers, the base score last.
  if (addsInDouble(trees.ensemble)) inputs.push('in double');
  else if (trees.ensemble.isBaseFirst) inputs.push('base first');
  const text = new TextEncoder().encode(JSON.stringify(inputs));
  const whole = new Uint8Array(bytes.length + text.length);
  whole.set(bytes);
  whole.set(text, bytes.length);
  return sha256Of(whole);
}
