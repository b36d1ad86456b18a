import { describe, expect, test } from 'vitest';
import { contractOf, problemOf, utf8 } from '../reading.ts';

const contract = contractOf('age', 'income');
const bytes = (hex: string, text = '') =>
  Uint8Array.from([...hex.split(' ').map((byte) => Number.parseInt(byte, 16)), ...utf8(text)]);

describe('files of other programs are named by their first bytes', () => {
  test.each([
    ['zstd', 'archive', bytes('28 b5 2f fd 04 58')],
    ['xz', 'archive', bytes('fd 37 7a 58 5a 00')],
    ['bzip2', 'archive', bytes('42 5a 68 39 31 41 59 26 53 59')],
    ['7z', 'archive', bytes('37 7a bc af 27 1c 00')],
    ['RAR', 'archive', bytes('52 61 72 21 1a 07 01 00')],
    ['tar', 'archive', bytes('61', `${'\0'.repeat(256)}ustar\0`)],
    ['Parquet', 'data-file', utf8('PAR1\u0015')],
    ['Feather', 'data-file', utf8('FEA1')],
    ['Arrow (Feather)', 'data-file', utf8('ARROW1\0\0')],
    ['SQLite', 'data-file', utf8('SQLite format 3\0')],
    ['SPSS', 'data-file', utf8('$FL2@(#) SPSS DATA FILE')],
    ['SAS', 'data-file', bytes('00 00 00 00 00 00 00 00 00 00 00 00 c2 ea 81 60')],
    ['dBase', 'data-file', bytes('03 7b 06 01 01 00 00 00 41 00 0b 00', `${'\0'.repeat(52)}\r`)],
    ['pickle', 'data-file', bytes('80 04 95 10 00')],
    ['R', 'data-file', utf8('RDX3\nX\n')],
    ['PDF', 'document', utf8('%PDF-1.7')],
    ['RTF', 'document', utf8('{\\rtf1\\ansi id;age}')],
    ['PNG', 'picture', bytes('89 50 4e 47 0d 0a 1a 0a')],
    ['SQL', 'data-file', utf8("-- dump\nCREATE TABLE clients (id int);\nINSERT INTO clients VALUES (1,'x');\n")],
  ])('%s', (name, why, file) => {
    expect(problemOf(file, contract)).toEqual({ kind: 'not-csv', why, name });
  });

  test('a workbook of OpenDocument is a spreadsheet', () => {
    const file = bytes('50 4b 03 04', 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
    expect(problemOf(file, contract)).toEqual({ kind: 'not-csv', why: 'spreadsheet' });
  });
});

describe('texts that are no table are named', () => {
  test.each([
    ['json', '{"id": 1, "age": 30}'],
    ['json', '[{"id": 1, "age": 30}]'],
    ['json', '[\n  {\n    "id": 1\n  }\n]\n'],
    ['json', '\ufeff{\n "id": 1 }\n'],
    ['json-lines', '{"id": 1, "age": 30}\n{"id": 2, "age": 31}\n'],
    ['json-lines', '["id", "age"]\n[1, 30]\n'],
    ['html', '<table border=1><tr><th>id</th><th>age</th></tr>'],
    ['html', '<!-- report --><TABLE>'],
    ['html', '<?xml version="1.0"?><html xmlns="x">'],
    ['spreadsheet-xml', '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'],
    ['spreadsheet-xml', '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
    ['xml', '<?xml version="1.0"?><clients><client id="1"/></clients>'],
    ['xml', '<clients>\n<client id="1"/></clients>'],
    ['mail', 'From: a@b.example\nTo: c@d.example\nSubject: clients\n\nid;age\n1;2\n'],
    ['mail', 'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="x"\n\n'],
  ])('%s: %j', (why, text) => {
    expect(problemOf(text, contract)).toEqual({ kind: 'not-csv', why });
  });

  test('a table may begin with a bracket all the same', () => {
    for (const csv of ['[id];[age]\n1;2\n', '<ID>;<AGE>\n1;2\n', '{id};{age}\n1;2\n'])
      expect(() => problemOf(csv, contract)).toThrow('the file was planned');
  });
});

describe('a table with other delimiters is told by their sign', () => {
  test.each(['^', '~', '\u0001', '\u001f', '#', '/', ':', '¦'])('%j', (sign) => {
    const csv = ['id', 'name', 'age'].join(sign).concat('\n', ['7', 'Анна', '30'].join(sign), '\n');
    expect(problemOf(csv, contract)).toEqual({ kind: 'not-csv', why: 'delimiter', sign });
  });

  test('spaces have no sign', () => {
    expect(problemOf('id age income\n1 30 5\n', contract)).toEqual({ kind: 'not-csv', why: 'spaces' });
  });
});

describe('lines wholly in quotes', () => {
  test.each([
    '"id;age"\n"7;30"\n',
    '"id,name,age"\n"7,""Анна, мл."",30"\n',
    '"id;age";;\n"7;30";;\n',
    'id,name,age\n"7,""Анна"",30"\n"8,""Глеб"",31"\n',
  ])('%j', (csv) => {
    expect(problemOf(csv, contract)).toEqual({ kind: 'not-csv', why: 'quoted-lines' });
  });
});

describe("a client's cells are never named in a problem", () => {
  test.each([
    [
      'in the place of the header',
      'A-17;Анна Иванова;Москва\nA-18;Глеб Петров;Уфа\n',
      { kind: 'no-id-column', columns: [] },
    ],
    ['with a number', 'A-17;Анна;30\nA-18;Глеб;31\n', { kind: 'no-id-column', columns: [] }],
    ['with many numbers', 'A-17;30;50\nA-18;31;60\n', { kind: 'no-header' }],
  ])('%s', (_, csv, problem) => {
    expect(problemOf(csv, contract)).toEqual(problem);
  });

  test('but names of columns are', () => {
    const columns = ['номер', 'возраст', 'доход'];
    expect(problemOf('номер;возраст;доход\nA-17;30;50\n', contract)).toEqual({ kind: 'no-id-column', columns });
  });
});
