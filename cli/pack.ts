import { packModels } from './packModels.ts';

/** `npm run pack [from] [to]`: packs the trained models of `ml/out` into `public/models`. */
const [from = 'ml/out', to = 'public/models'] = process.argv.slice(2);
try {
  const { models } = packModels({ from, to, tell: console.log });
  for (const { name, version, file, sizeBytes, sha256 } of models) {
    console.log(`${name} ${version}: ${to}/${file}, ${sizeBytes} bytes, SHA-256 ${sha256}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
