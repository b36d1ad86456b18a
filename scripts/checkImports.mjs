import { listImports, readSources } from './importGraph.mjs';
import { CHECKED } from './importRules.mjs';
import { findStalePaths, findViolations } from './importViolations.mjs';
import { ROOT } from './install.mjs';

/** Part of `npm run check`: prints a line for each import that breaks a rule of importRules.mjs. */
const files = readSources(ROOT, CHECKED);
const imports = listImports(files);

const lines = [
  ...findViolations(files, imports).map(({ file, imported, rule }) => `${file} imports ${imported}: ${rule}`),
  ...findStalePaths(files).map((path) => `scripts/importRules.mjs names ${path}: there is no such file`),
];
// The repository is far larger: a smaller count means that the check missed files.
if (files.size < 300 || imports.length < 1500) lines.push('This check has read too little of the repository.');

for (const line of lines) console.log(line);
console.log(`${files.size} files, ${imports.length} imports, ${lines.length} against the rules`);
process.exitCode = lines.length > 0 ? 1 : 0;
