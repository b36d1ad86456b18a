import type { Failure } from '../../../../src/core/failures.ts';
import type { GpuAdapterFacts } from '../../../gpu.api.ts';
import type { Database } from '../../storage/database.ts';
import type { ForecastEngine } from '../../storage/importRecord.api.ts';
import type { EngineState } from '../engine.api.ts';

/** The chosen engine, for all tabs, and its state in this tab. Every change is announced. */
export type EngineStateKeeper = {
  get(): Promise<EngineState>;
  chosen(): Promise<ForecastEngine>;
  choose(engine: ForecastEngine): Promise<void>;
  gpuStarted(adapter: GpuAdapterFacts): void;
  /** Null = the GPU no longer fails. */
  gpuFailed(failure: Failure | null): void;
  /** Our own kernel's sums differed from ONNX Runtime's. */
  kernelMistrusted(): void;
};

export function openEngineState({ settings }: Pick<Database, 'settings'>, onChange: () => void): EngineStateKeeper {
  const state: Omit<EngineState, 'chosen'> = { adapter: null, failure: null, isKernelMistrusted: false };

  const chosen = async () => ((await settings.get('engine'))?.value === 'webgpu' ? 'webgpu' : 'wasm');

  function change(changes: Partial<typeof state>): void {
    Object.assign(state, changes);
    onChange();
  }

  return {
    get: async () => ({ chosen: await chosen(), ...state }),
    chosen,
    async choose(engine) {
      await settings.put({ key: 'engine', value: engine });
      change({ failure: null });
    },
    gpuStarted: (adapter) => change({ adapter, failure: null }),
    gpuFailed: (failure) => change({ failure }),
    kernelMistrusted() {
      if (!state.isKernelMistrusted) change({ isKernelMistrusted: true });
    },
  };
}
