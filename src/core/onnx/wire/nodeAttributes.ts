import { ModelFileError } from '../../trees/ensemble.ts';
import type { OnnxAttribute } from './onnxModel.ts';

type ValueOf<Kind> = Extract<OnnxAttribute, { kind: Kind }>['value'];

/** Returns each attribute of a node once; `end` refuses attributes that were never read. */
export class NodeAttributes {
  readonly #left: Map<string, OnnxAttribute>;

  constructor(attributes: ReadonlyMap<string, OnnxAttribute>) {
    this.#left = new Map(attributes);
  }

  has(name: string): boolean {
    return this.#left.has(name);
  }

  /** The value of a required attribute, of exactly this kind. */
  exact<Kind extends OnnxAttribute['kind']>(name: string, kind: Kind): ValueOf<Kind> {
    const attribute = this.#take(name);
    if (attribute?.kind !== kind) throw new ModelFileError(`ONNX: attribute "${name}" is missing or of another kind`);
    return attribute.value as ValueOf<Kind>;
  }

  /** The numbers of an attribute, or of its `…_as_tensor` in double precision; null without either. */
  numbers(name: string): readonly number[] | null {
    const keys = [name, `${name}_as_tensor`].filter((key) => this.#left.has(key));
    if (keys.length > 1) throw new ModelFileError(`ONNX: "${name}" is given in two ways`);
    const [key = name] = keys;
    const attribute = this.#take(key);
    switch (attribute?.kind) {
      case undefined:
        return null;
      case 'float':
      case 'integer':
        return [attribute.value];
      case 'floats':
      case 'doubles':
      case 'integers':
        return Array.from(attribute.value);
      default:
        throw new ModelFileError(`ONNX: attribute "${key}" is of another kind`);
    }
  }

  /** A required list of numbers, `count` of them if given. */
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
    return single(name, this.numbers(name), otherwise);
  }

  texts(name: string): readonly string[] | null {
    const attribute = this.#take(name);
    switch (attribute?.kind) {
      case undefined:
        return null;
      case 'string':
        return [attribute.value];
      case 'strings':
        return attribute.value;
      default:
        throw new ModelFileError(`ONNX: attribute "${name}" is of another kind`);
    }
  }

  /** A single text or the default. */
  text(name: string, otherwise: string): string {
    return single(name, this.texts(name), otherwise);
  }

  end(): void {
    for (const name of this.#left.keys()) throw new ModelFileError(`ONNX: attribute "${name}" is not supported`);
  }

  #take(name: string): OnnxAttribute | undefined {
    const attribute = this.#left.get(name);
    this.#left.delete(name);
    return attribute;
  }
}

function single<Value>(name: string, list: readonly Value[] | null, otherwise: Value): Value {
  const [value = otherwise, ...others] = list ?? [];
  if (others.length > 0) throw new ModelFileError(`ONNX: attribute "${name}" is not one value`);
  return value;
}
