/**
 * Everything a client's row contains passes through `encodePayload` on its way to disk and through `decodePayload` on
 * its way back: chunks, small columns, scores, problems, the log. Today a payload is the plain bytes, since the product
 * has no passphrase to encrypt with; encryption at rest would change this file alone and use the layout below as its
 * plaintext.
 *
 * Layout: uint32 length of the JSON text, the text in UTF-8, zeros up to a multiple of 8, the numbers.
 */
export type Payload = Blob | Uint8Array<ArrayBuffer>;

/** `facts`: a JSON value; `numbers`: the raw bytes stored beside it, possibly empty. */
export type DecodedPayload<Facts> = { facts: Facts; numbers: ArrayBuffer };

/**
 * Larger payloads are stored as Blobs, which browsers write to separate files: 0.5 s against 0.9 s for 130 MB. Smaller
 * ones are read faster from the record itself: the list of a million clients has 400 of them.
 */
const BLOB_FROM_BYTES = 1_048_576;
const HEAD_BYTES = 4;
/** Long enough for most JSON texts. */
const FRONT_BYTES = 131_072;

export async function encodePayload(facts: unknown, numbers?: ArrayBufferView<ArrayBuffer>): Promise<Payload> {
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const front = new Uint8Array(numbersStart(text.length));
  new DataView(front.buffer).setUint32(0, text.length);
  front.set(text, HEAD_BYTES);
  if (!numbers) return front.length < BLOB_FROM_BYTES ? front : new Blob([front]);
  if (front.length + numbers.byteLength >= BLOB_FROM_BYTES) return new Blob([front, numbers]);
  const whole = new Uint8Array(front.length + numbers.byteLength);
  whole.set(front);
  whole.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), front.length);
  return whole;
}

export async function decodePayload<Facts>(payload: Payload): Promise<DecodedPayload<Facts>> {
  const bytes = payload instanceof Blob ? new Uint8Array(await payload.arrayBuffer()) : payload;
  const textBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const text = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + textBytes));
  const start = bytes.byteOffset + numbersStart(textBytes);
  return { facts: JSON.parse(text), numbers: bytes.buffer.slice(start, bytes.byteOffset + bytes.length) };
}

/** A payload from which only some numbers are read: of a Blob only their bytes. */
export type OpenPayload<Facts> = { facts: Facts; read(from: number, to: number): Promise<ArrayBuffer> };

export async function openPayload<Facts>(payload: Payload): Promise<OpenPayload<Facts>> {
  const bytesOf = async (from: number, to: number) =>
    payload instanceof Blob ? payload.slice(from, to).arrayBuffer() : payload.slice(from, to).buffer;
  const front = await bytesOf(0, FRONT_BYTES);
  const textBytes = new DataView(front).getUint32(0);
  const end = HEAD_BYTES + textBytes;
  const whole = end <= front.byteLength ? front : await bytesOf(0, end);
  const text = new TextDecoder().decode(new Uint8Array(whole, HEAD_BYTES, textBytes));
  const start = numbersStart(textBytes);
  return { facts: JSON.parse(text), read: (from, to) => bytesOf(start + from, start + to) };
}

/** Bytes on disk. */
export function sizeOf(payload: Payload): number {
  return payload instanceof Blob ? payload.size : payload.byteLength;
}

/** The key under which a client's log records are found. Plain today; with encryption it becomes a keyed hash. */
export function clientKey(clientId: string): string {
  return clientId;
}

function numbersStart(textBytes: number): number {
  return Math.ceil((HEAD_BYTES + textBytes) / 8) * 8;
}
