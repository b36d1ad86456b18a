import type { NotCsv } from '../report.ts';

/** First bytes of archives, and of the files of other programs, each by its own name. */
const BEGINNINGS: readonly { why: 'archive' | 'data-file' | 'document' | 'picture'; name: string; bytes: string }[] = [
  { why: 'archive', name: 'zstd', bytes: '28 b5 2f fd' },
  { why: 'archive', name: 'xz', bytes: 'fd 37 7a 58 5a 00' },
  { why: 'archive', name: 'bzip2', bytes: '42 5a 68 .. 31 41 59 26 53 59' },
  { why: 'archive', name: '7z', bytes: '37 7a bc af 27 1c' },
  { why: 'archive', name: 'RAR', bytes: '52 61 72 21 1a 07' },
  { why: 'archive', name: 'LZ4', bytes: '04 22 4d 18' },
  { why: 'archive', name: 'compress', bytes: '1f 9d' },
  { why: 'archive', name: 'CAB', bytes: '4d 53 43 46 00 00 00 00' },
  { why: 'data-file', name: 'Parquet', bytes: '50 41 52 31' },
  { why: 'data-file', name: 'Parquet', bytes: '50 41 52 45' },
  { why: 'data-file', name: 'Feather', bytes: '46 45 41 31' },
  { why: 'data-file', name: 'Arrow (Feather)', bytes: '41 52 52 4f 57 31' },
  { why: 'data-file', name: 'ORC', bytes: '4f 52 43 ..' },
  { why: 'data-file', name: 'Avro', bytes: '4f 62 6a 01' },
  { why: 'data-file', name: 'HDF5', bytes: '89 48 44 46 0d 0a 1a 0a' },
  { why: 'data-file', name: 'SQLite', bytes: '53 51 4c 69 74 65 20 66 6f 72 6d 61 74 20 33 00' },
  { why: 'data-file', name: 'Microsoft Access', bytes: '00 01 00 00 53 74 61 6e 64 61 72 64 20' },
  { why: 'data-file', name: 'SPSS', bytes: '24 46 4c 32 40 28 23 29' },
  { why: 'data-file', name: 'SPSS', bytes: '24 46 4c 33 40 28 23 29' },
  { why: 'data-file', name: 'SAS', bytes: '00 00 00 00 00 00 00 00 00 00 00 00 c2 ea 81 60' },
  { why: 'data-file', name: 'Stata', bytes: '3c 73 74 61 74 61 5f 64 74 61 3e' },
  { why: 'data-file', name: 'R', bytes: '52 44 58 .. 0a' },
  { why: 'data-file', name: 'PostgreSQL', bytes: '50 47 44 4d 50' },
  { why: 'data-file', name: 'NumPy', bytes: '93 4e 55 4d 50 59' },
  { why: 'document', name: 'PDF', bytes: '25 50 44 46' },
  { why: 'document', name: 'RTF', bytes: '7b 5c 72 74 66' },
  { why: 'picture', name: 'PNG', bytes: '89 50 4e 47' },
  { why: 'picture', name: 'JPEG', bytes: 'ff d8 ff' },
  { why: 'picture', name: 'GIF', bytes: '47 49 46 38 .. 61' },
];

/** Files of other programs that begin with a text of their own. */
const TEXT_BEGINNINGS: readonly { name: string; text: RegExp }[] = [
  { name: 'SAS', text: /^HEADER RECORD\*{7}/ },
  { name: 'SPSS', text: /^ASCII SPSS PORT FILE/ },
  { name: '1C', text: /^(?:MOXCEL|\{"#",)/ },
  {
    name: 'SQL',
    text: /^(?:--[^\n]*\n|\s|\/\*.*?\*\/;?)*(?:INSERT INTO|CREATE (?:TABLE|DATABASE)|DROP TABLE|BEGIN TRANSACTION|PRAGMA )/is,
  },
  { name: 'ARFF', text: /^(?:%[^\n]*\n|\s)*@relation\b/i },
];

/** The kind of a file by its first bytes; null when they do not tell. */
export function otherFileOf(head: Uint8Array): NotCsv | null {
  const other = BEGINNINGS.find(({ bytes }) => beginsWith(head, bytes));
  if (other) return { why: other.why, name: other.name };
  if (beginsWith(head, '50 4b 03 04')) return whichZip(head);
  if (beginsWith(head, 'd0 cf 11 e0')) return { why: 'spreadsheet' };
  if (beginsWith(head, '1f 8b')) return { why: 'gzip' };
  if (isTar(head)) return { why: 'archive', name: 'tar' };
  if (isDbase(head)) return { why: 'data-file', name: 'dBase' };
  return isPickle(head) ? { why: 'data-file', name: 'pickle' } : null;
}

/** The kind of a text that is no table; null when it may be one. @param text without its byte order mark */
export function otherTextOf(text: string): NotCsv | null {
  const trimmed = text.replace(/^[\s\ufeff\u200b]+/, '');
  const named = TEXT_BEGINNINGS.find((beginning) => beginning.text.test(trimmed));
  if (named) return { why: 'data-file', name: named.name };
  return markupOf(trimmed) ?? jsonOf(trimmed) ?? (isMail(trimmed) ? { why: 'mail' } : null);
}

/** `bytes` as hexadecimal numbers; `..` is any byte. */
function beginsWith(head: Uint8Array, bytes: string): boolean {
  return bytes
    .split(' ')
    .every((byte, at) => head.length > at && (byte === '..' || head[at] === Number.parseInt(byte, 16)));
}

/** Names in the zip archive of a workbook, of Excel or OpenDocument. */
const WORKBOOK_NAMES = ['xl/', '[Content_Types].xml', 'opendocument.spreadsheet'];

function whichZip(head: Uint8Array): NotCsv {
  const names = latin(head.subarray(0, 64 * 1024));
  return { why: WORKBOOK_NAMES.some((name) => names.includes(name)) ? 'spreadsheet' : 'zip' };
}

function isTar(head: Uint8Array): boolean {
  return latin(head.subarray(257, 262)) === 'ustar';
}

/** A dBase file has a known version, a date of change, and a list of fields that ends where its header says. */
function isDbase(head: Uint8Array): boolean {
  const [version = 0, , month = 0, day = 0] = head;
  const headerBytes = (head[8] ?? 0) + 256 * (head[9] ?? 0);
  const isVersion = [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8b, 0xcb, 0xf5].includes(version);
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isVersion && isDate && headerBytes > 32 && head.subarray(headerBytes - 1, headerBytes + 1).includes(0x0d);
}

/** Python's pickle, protocols 2 to 5: the protocol, then a known instruction. */
function isPickle(head: Uint8Array): boolean {
  const [proto, version = 0, next = 0] = head;
  return proto === 0x80 && version >= 2 && version <= 5 && [0x63, 0x7d, 0x5d, 0x28, 0x95, 0x8a, 0x58].includes(next);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/** A web page, a workbook in XML or any other XML. A header may begin with `<`, as in `<TICKER>;<DATE>`. */
function markupOf(text: string): NotCsv | null {
  if (!text.startsWith('<')) return null;
  if (/^<\?mso-|^<\?xml[\s\S]*?(?:progid="Excel|urn:schemas-microsoft-com:office:spreadsheet)/i.test(text))
    return { why: 'spreadsheet-xml' };
  if (
    /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype html|html|head|body|meta|table|div|style|title|script|tr)\b/i.test(
      text,
    )
  )
    return { why: 'html' };
  return /^<(?:\?xml|!|[\p{L}_][^<>;,|\t]*>\s*(?:<|[\r\n]))/iu.test(text) ? { why: 'xml' } : null;
}

/** JSON begins with a bracket and what may follow it; of JSON lines the first line is complete and another follows. */
function jsonOf(text: string): NotCsv | null {
  if (!/^(?:\{\s*(?:"|\})|\[\s*(?:[[{"\]-]|\d|true\b|false\b|null\b))/.test(text)) return null;
  const [first = '', second = ''] = text.split(/\r\n|\r|\n/, 2);
  if (isJson(first)) return { why: /^\s*[[{]/.test(second) ? 'json-lines' : 'json' };
  return /^[{[]\s*(?:$|[[{"\]])/.test(first) ? { why: 'json' } : null;
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

const MAIL_FIELDS =
  /^(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Content-Type|Delivered-To|X-[\w-]+):\s/i;

/** A saved e-mail or web archive: fields such as "Subject:" in its first lines. */
function isMail(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/, 5).filter((line) => !/^\s/.test(line));
  const isMailbox = /^From \S+@\S+ /.test(text);
  return isMailbox || (lines.filter((line) => MAIL_FIELDS.test(line)).length >= 2 && MAIL_FIELDS.test(lines[0] ?? ''));
}
