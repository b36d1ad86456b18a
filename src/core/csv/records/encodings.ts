import type { Encoding } from '../report.ts';
import { Utf16Transcoder } from './utf16.ts';

/** Converts a file's bytes after the byte order mark to readable ones: UTF-16 becomes UTF-8, other encodings stay. */
export function toReadable(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  return isUtf16(encoding) ? new Utf16Transcoder(encoding).push(bytes) : bytes;
}

/** Decodes text cells out of readable bytes. */
export function decoderFor(encoding: Encoding): TextDecoder {
  return new TextDecoder(isOneByte(encoding) ? encoding : 'utf-8');
}

/** Whether each byte is a letter, so that no bytes can be wrong. */
export function isOneByte(encoding: Encoding): boolean {
  return encoding === 'windows-1251' || encoding === 'ibm866' || encoding === 'koi8-r';
}

export function isUtf16(encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}
