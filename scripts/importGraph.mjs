import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

const SOURCE = /\.[cm]?[jt]sx?$/;

// Folders named assembly hold AssemblyScript, which its own compiler checks. Their layout.ts is also TypeScript.
const NOT_SOURCE = /(^|\/)assembly\/(?!layout\.ts$)/;

/**
 * Reads every source file in `folders`.
 * @returns {Map<string, string>} texts by path from `root`, with `/` on every system
 */
export function readSources(root, folders) {
  const files = new Map();
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true })) {
      const path = posix.join(folder, name.replaceAll('\\', '/'));
      if (SOURCE.test(path) && !NOT_SOURCE.test(path)) files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  return files;
}

/**
 * Lists what each file imports: `import` and `export … from`, `import()`, and `import()` as a type. The address of a
 * worker, `new URL('…', import.meta.url)`, does not count.
 * @param {Map<string, string>} files texts by path
 * @returns {{ file: string, imported: string, isLibrary: boolean, isType: boolean }[]} `imported` is a path or a
 * library; `isType` is true when the import does not exist at run time
 */
export function listImports(files) {
  return [...files].flatMap(([file, text]) => importsOf(file, text));
}

/**
 * Finds import circles, the shortest first. An import that closes several circles counts only in the first.
 * @returns {string[][]} files of each circle, the first of them repeated at the end
 */
export function findCircles(imports) {
  const graph = new Map();
  for (const { file, imported } of imports) graph.set(file, (graph.get(file) ?? new Set()).add(imported));
  const circles = [];
  for (let circle = shortestCircle(graph); circle; circle = shortestCircle(graph)) {
    circles.push(circle);
    graph.get(circle[0]).delete(circle[1]);
  }
  return circles;
}

function importsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const imports = [];
  const add = (source, isType) => {
    const specifier = source?.expressions?.length === 0 ? source.quasis[0].value.cooked : source?.value;
    // `import()` of a computed address cannot be followed.
    if (typeof specifier === 'string') imports.push({ file, ...resolve(file, specifier), isType });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => add(source, importKind === 'type'),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, exportKind === 'type'),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === 'type'),
    ImportExpression: ({ source }) => add(source, false),
    TSImportType: ({ source }) => add(source, true),
  }).visit(program);
  return imports;
}

function resolve(file, specifier) {
  if (!/^[./]/.test(specifier)) return { imported: specifier, isLibrary: true };
  // Vite handles the part after `?`, as in `./icon.svg?raw`.
  const [path] = specifier.split('?');
  return { imported: posix.join(posix.dirname(file), path), isLibrary: false };
}

function shortestCircle(graph) {
  removeEnds(graph);
  let shortest = null;
  for (const file of graph.keys()) {
    const circle = circleThrough(file, graph);
    if (circle && (!shortest || circle.length < shortest.length)) shortest = circle;
  }
  return shortest;
}

/** Removes files that import nothing, then files that imported only those, and so on: no circle contains them. */
function removeEnds(graph) {
  const before = graph.size;
  for (const [file, targets] of graph) {
    for (const target of targets) if (!graph.has(target)) targets.delete(target);
    if (targets.size === 0) graph.delete(file);
  }
  if (graph.size < before) removeEnds(graph);
}

/** The shortest chain of imports from a file back to itself, breadth first; null where there is none. */
function circleThrough(start, graph) {
  const importers = new Map();
  const queue = [start];
  for (const file of queue) {
    for (const target of graph.get(file) ?? []) {
      if (target === start) return [...chainTo(file, importers), start];
      if (importers.has(target)) continue;
      importers.set(target, file);
      queue.push(target);
    }
  }
  return null;
}

function chainTo(file, importers) {
  const chain = [file];
  while (importers.has(chain[0])) chain.unshift(importers.get(chain[0]));
  return chain;
}
