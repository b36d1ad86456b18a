import { encodeBlock } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import { externalContract, NUMBER } from '../../src/core/contract/externalContract.ts';
import { withCuts } from '../../src/core/contract/withCuts.ts';
import { planImport } from '../../src/core/csv/detect/planImport.ts';
import { createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { writeOnnx } from '../../src/core/onnx/own/file.ts';
import type { TreeFile } from '../../src/core/trees/formats/treeFile.ts';
import { openCalculator } from '../../workers/runtime/calculator.ts';
import { sha256Of } from '../../workers/runtime/sha256.ts';

/** Opens the trees of another library's file as an import does. @param names for trees that only number features */
export async function openExternal({ ensemble, features }: TreeFile, names: readonly string[]) {
  const all = ensemble.roots.length;
  const described = externalContract(
    (features ?? names).map((name) => ({ name, kind: NUMBER })),
    { name: 'external', version: '1', transform: { kind: 'identity' }, trees: { used: all, all }, titles: null },
  );
  const { contract, forecast } = withCuts(described, ensemble);
  const bytes = writeOnnx({ contract, forecast, interval: null });
  return { model: await openCalculator(bytes, await sha256Of(bytes)), forecast, bytes };
}

/** Reads a whole CSV file, none of whose rows may be rejected, as the model sees it. */
export function encodeCsv(bytes: Uint8Array, contract: Contract) {
  const planned = planImport(new Uint8Array(bytes), contract);
  if ('problem' in planned) throw new Error(JSON.stringify(planned.problem));
  const reader = createClientReader(planned.plan, contract, 10_000);
  const [block] = [...reader.push(new Uint8Array(bytes)), ...reader.finish()];
  if (!block || reader.counts.rejected > 0) throw new Error('rows are lost');
  return { block, ...encodeBlock(block, contract) };
}
