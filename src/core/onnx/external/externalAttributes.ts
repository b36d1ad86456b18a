import { ModelFileError } from '../../trees/ensemble.ts';
import type { ExternalAttribute } from './externalAttribute.ts';

/** Hands out each attribute of a node once; `end` refuses what nobody asked for. */
export class ExternalAttributes {
  readonly #left: Map<string, ExternalAttribute>;

  constructor(attributes: ReadonlyMap<string, ExternalAttribute>) {
    this.#left = new Map(attributes);
  }

  /** The numbers of an attribute, or of the one `…_as_tensor` that stands for it with double precision; null without either. */
  numbers(name: string): readonly number[] | null {
    const found = [name, `${name}_as_tensor`].filter((key) => this.#left.has(key));
    if (found.length > 1) throw new ModelFileError(`ONNX: "${name}" is given in two ways`);
    const [key] = found;
    if (key === undefined) return null;
    const attribute = this.#take(key);
    if (!attribute || !('numbers' in attribute))
      throw new ModelFileError(`ONNX: attribute "${key}" is of another kind`);
    return attribute.numbers;
  }

  /** As many numbers as asked for. */
  list(name: string, count?: number): readonly number[] {
    const numbers = this.numbers(name);
    if (!numbers) throw new ModelFileError(`ONNX: attribute "${name}" is missing`);
    if (count !== undefined && numbers.length !== count) {
      throw new ModelFileError(`ONNX: "${name}" has ${numbers.length} items instead of ${count}`);
    }
    return numbers;
  }

  /** A single number or the default. */
  number(name: string, otherwise: number): number {
    return this.#single(name, this.numbers(name), otherwise);
  }

  texts(name: string): readonly string[] | null {
    const attribute = this.#take(name);
    if (!attribute) return null;
    if (!('texts' in attribute)) throw new ModelFileError(`ONNX: attribute "${name}" is of another kind`);
    return attribute.texts;
  }

  text(name: string, otherwise: string): string {
    return this.#single(name, this.texts(name), otherwise);
  }

  end(): void {
    for (const name of this.#left.keys()) throw new ModelFileError(`ONNX: attribute "${name}" is not supported`);
  }

  #take(name: string): ExternalAttribute | undefined {
    const attribute = this.#left.get(name);
    this.#left.delete(name);
    return attribute;
  }

  #single<Value>(name: string, list: readonly Value[] | null, otherwise: Value): Value {
    const [value = otherwise, ...others] = list ?? [];
    if (others.length > 0) throw new ModelFileError(`ONNX: attribute "${name}" is not one value`);
    return value;
  }
}
