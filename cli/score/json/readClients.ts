/** A client of a JSON text. Only the text of a value is kept, so that a number loses no digit. */
export type JsonClient = {
  /** Line on which the object begins, counted from 1. */
  line: number;
  /** By key; of a repeated key the last value, as everywhere in JSON. */
  values: Map<string, JsonValue>;
  repeatedKeys: string[];
};

/**
 * `word`: true, false, or what JSON does not have but many programs write: NaN, Infinity. `nested`: a list or an object,
 * which no feature is.
 */
export type JsonValue = { kind: 'text' | 'number' | 'word' | 'null' | 'nested'; text: string };

/** What is wrong with the text and where, without any of its content. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export type JsonClients = {
  /** Whether the text is one object, neither a list nor several. */
  isSingle: boolean;
  clients: JsonClient[];
};

/**
 * Reads one object, a list of objects, or objects one after another, as on the lines of a `.jsonl` file. `JSON.parse`
 * would round numbers and hide repeated keys.
 * @throws JsonError
 */
export function readClients(text: string): JsonClients {
  const scanner = new Scanner(text);
  const clients: JsonClient[] = [];
  const isList = scanner.take('[');
  if (isList) {
    if (!scanner.take(']')) {
      do clients.push(readClient(scanner));
      while (scanner.take(','));
      scanner.expect(']');
    }
    scanner.expectEnd();
  } else while (!scanner.isAtEnd()) clients.push(readClient(scanner));
  return { isSingle: !isList && clients.length === 1, clients };
}

function readClient(scanner: Scanner): JsonClient {
  if (scanner.peek() !== '{') throw scanner.fail('a client is an object, { … }');
  const client: JsonClient = { line: scanner.line(), values: new Map(), repeatedKeys: [] };
  scanner.expect('{');
  if (scanner.take('}')) return client;
  do {
    const key = scanner.readString();
    scanner.expect(':');
    if (client.values.has(key)) client.repeatedKeys.push(key);
    client.values.set(key, readValue(scanner));
  } while (scanner.take(','));
  scanner.expect('}');
  return client;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORD = /^(?:true|false|NaN|[+-]?Infinity)$/;

function readValue(scanner: Scanner): JsonValue {
  switch (scanner.peek()) {
    case '"':
      return { kind: 'text', text: scanner.readString() };
    case '{':
      scanner.skipNested();
      return { kind: 'nested', text: '{…}' };
    case '[':
      scanner.skipNested();
      return { kind: 'nested', text: '[…]' };
  }
  const text = scanner.readWord();
  if (text === 'null') return { kind: 'null', text: '' };
  if (NUMBER.test(text)) return { kind: 'number', text };
  if (WORD.test(text)) return { kind: 'word', text };
  throw scanner.fail('a value is no text, no number and no word of JSON');
}

/** Walks through a JSON text. */
class Scanner {
  readonly #text: string;
  #at = 0;
  /** A position whose line is known: lines are counted from there. */
  #countedTo = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  /** The next character that is no space; empty at the end. */
  peek(): string {
    const space = /[\s\ufeff]*/y;
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = space.lastIndex;
    return this.#text.charAt(this.#at);
  }

  isAtEnd(): boolean {
    return this.peek() === '';
  }

  /** The line of the next character. */
  line(): number {
    for (;;) {
      const end = this.#text.indexOf('\n', this.#countedTo);
      if (end < 0 || end >= this.#at) return this.#line;
      this.#line++;
      this.#countedTo = end + 1;
    }
  }

  fail(message: string): JsonError {
    return new JsonError(this.line(), message);
  }

  take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.#at++;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) throw this.fail(`"${sign}" is missing`);
  }

  expectEnd(): void {
    if (!this.isAtEnd()) throw this.fail('something follows the list');
  }

  readString(): string {
    if (this.peek() !== '"') throw this.fail('a text in quotes is missing');
    const end = this.#endOfString();
    try {
      const value: unknown = JSON.parse(this.#text.slice(this.#at, end));
      this.#at = end;
      return String(value);
    } catch {
      throw this.fail('a text has a sign that JSON does not allow');
    }
  }

  /** A number, or a word without quotes. */
  readWord(): string {
    const word = /[^\s{}[\]:,"]*/y;
    word.lastIndex = this.#at;
    const [found = ''] = word.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  /** Skips a list or an object. */
  skipNested(): void {
    let depth = 0;
    do {
      const sign = this.peek();
      if (sign === '"') {
        this.#at = this.#endOfString();
        continue;
      }
      if (sign === '') throw this.fail('a bracket is not closed');
      if (sign === '{' || sign === '[') depth++;
      else if (sign === '}' || sign === ']') depth--;
      this.#at++;
    } while (depth > 0);
  }

  /** End of the string that begins here, its closing quote included. */
  #endOfString(): number {
    for (let at = this.#at + 1; ; at++) {
      at = this.#text.indexOf('"', at);
      if (at < 0) throw this.fail('a quote is not closed');
      let backslashes = 0;
      while (this.#text[at - 1 - backslashes] === '\\') backslashes++;
      if (backslashes % 2 === 0) return at + 1;
    }
  }
}
