import { ensurePackages, ensurePython, run } from './install.mjs';

/** `npm run train`: trains in the environment of ml/; arguments after `--` go to ml/train.py. */
ensurePackages();
run(ensurePython(), ['ml/train.py', ...process.argv.slice(2)]);
