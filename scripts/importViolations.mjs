import { findCircles, listImports } from './importGraph.mjs';
import { CLOSED, DATA_BASE, DATA_ORDER, FOLDERS, LIBRARIES } from './importRules.mjs';

/** The rules that are not in the tables of importRules.mjs. */
export const COMMON_RULES = {
  typesOnly: 'of a contract only types are imported, with `import type`',
  noRow: 'the importing file has no row in scripts/importRules.mjs',
  noDoor: 'the library has no row in scripts/importRules.mjs',
  noFile: 'there is no such file',
};

const ROWS = [...FOLDERS, ...DATA_ORDER.flatMap((names, line) => names.flatMap((name) => dataRows(name, line)))];
const CODE = /(\.[cm]?[jt]sx?|\/[^./]+)$/;

/**
 * Checks real or made-up files against importRules.mjs.
 * @param {Map<string, string>} files texts by path from the project's folder
 * @param imports the result of `listImports`
 * @returns {{ file: string, imported: string, rule: string }[]}
 */
export function findViolations(files, imports = listImports(files)) {
  const broken = imports.flatMap((entry) => {
    const rules = entry.isLibrary ? libraryRules(entry) : fileRules(entry, files);
    return rules.map((rule) => ({ file: entry.file, imported: entry.imported, rule }));
  });
  const circles = findCircles(imports).map(([file, imported, ...rest]) => {
    return { file, imported, rule: `import circle: ${[imported, ...rest].join(' → ')}` };
  });
  return withoutRepeats([...broken, ...circles]);
}

/** Finds paths in the tables of importRules.mjs that match no file: their rules would check nothing. */
export function findStalePaths(files) {
  const paths = [
    ...FOLDERS.flatMap(({ folder, imports, types = [] }) => [folder, ...imports, ...types]),
    ...DATA_ORDER.flat().map((name) => `workers/data/${name}`),
    ...DATA_BASE,
    ...CLOSED.flatMap(({ files: closed, except, to }) => [...closed, ...except, ...to]),
    ...LIBRARIES.flatMap(({ doors }) => doors),
  ];
  const known = [...files.keys()];
  return [...new Set(paths)].filter((path) => !known.some((file) => holds(path, file)));
}

/** The rows of one name in DATA_ORDER: its contract first, then its other files. */
function dataRows(name, line) {
  const lower = DATA_ORDER.slice(0, line).flat();
  const contracts = [...lower, ...DATA_ORDER[line]].map((other) => `workers/data/${other}/*.api.ts`);
  return [
    {
      folder: `workers/data/${name}/*.api.ts`,
      imports: ['src/core'],
      types: ['workers/model.api.ts', 'workers/gpu.api.ts', ...contracts],
      rule: `the contract of ${name} imports core and types of contracts only, none of a folder above ${name}`,
    },
    {
      folder: `workers/data/${name}`,
      imports: [...DATA_BASE, ...lower.map((other) => `workers/data/${other}`)],
      types: contracts,
      rule: `workers/data/${name} imports core, workers/runtime and what is below it only (${lower.join(', ')})`,
    },
  ];
}

function fileRules(entry, files) {
  const { file, imported } = entry;
  const closed = CLOSED.filter(({ files: paths, except, to }) => {
    return anyHolds(to, file) && anyHolds(paths, imported) && !anyHolds(except, imported);
  });
  const rules = [folderRule(entry), ...closed.map(({ rule }) => rule)];
  if (CODE.test(imported) && !files.has(imported)) rules.push(COMMON_RULES.noFile);
  return rules.filter((rule) => rule !== null);
}

/** The rule of the file's row if it forbids the import, else null. */
function folderRule({ file, imported, isType }) {
  const row = ROWS.find(({ folder }) => holds(folder, file));
  if (!row) return COMMON_RULES.noRow;
  const [own] = patternOf(row.folder).exec(file);
  if (imported.startsWith(own) || anyHolds(row.imports, imported)) return null;
  if (!anyHolds(row.types ?? [], imported)) return row.rule;
  return isType ? null : COMMON_RULES.typesOnly;
}

function libraryRules({ file, imported }) {
  const row = LIBRARIES.find(({ libraries }) => libraries.some((library) => isPartOf(library, imported)));
  if (!row) return [COMMON_RULES.noDoor];
  return anyHolds(row.doors, file) ? [] : [`${row.rule} (${row.doors.join(', ')})`];
}

function isPartOf(library, specifier) {
  const folder = library.endsWith(':') ? library : `${library}/`;
  return specifier === library || specifier.startsWith(folder);
}

function anyHolds(paths, file) {
  return paths.some((path) => holds(path, file));
}

function holds(path, file) {
  return patternOf(path).test(file);
}

function patternOf(path) {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}(/|$)`);
}

function withoutRepeats(violations) {
  const lines = new Map(violations.map((violation) => [Object.values(violation).join('\n'), violation]));
  return [...lines.values()];
}
