import type { ClientBlock } from '../../clients/clientBlock.ts';
import { BlockBuilder, type BlockColumns, type BlockSetup, type Identity } from './blockBuilder.ts';

type QueueSetup = Omit<BlockSetup, 'values'> & { has: BlockColumns };

/** The blocks of a file: one is being filled, full ones wait until they are taken. */
export class BlockQueue {
  /** The block that is being filled. */
  current: BlockBuilder;
  readonly #setup: QueueSetup;
  #full: ClientBlock[] = [];
  /** Memory of released blocks. */
  readonly #free: Float64Array<ArrayBuffer>[] = [];

  constructor(setup: QueueSetup) {
    this.#setup = setup;
    this.current = this.#next();
  }

  accept(row: Identity): void {
    this.current.accept(row);
    if (this.current.rows === this.#setup.capacity) this.end();
  }

  /** Ends the current block, however many rows it has. */
  end(): void {
    if (this.current.rows === 0) return;
    this.#full.push(this.current.build(this.#setup.has));
    this.current = this.#next();
  }

  take(): ClientBlock[] {
    const blocks = this.#full;
    this.#full = [];
    return blocks;
  }

  reuse({ values }: ClientBlock): void {
    if (values.length === this.#length) this.#free.push(values);
  }

  get #length(): number {
    return this.#setup.capacity * this.#setup.features.length;
  }

  #next(): BlockBuilder {
    return new BlockBuilder({ ...this.#setup, values: this.#free.pop() ?? new Float64Array(this.#length) });
  }
}
