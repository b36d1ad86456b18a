/** Why a whole file cannot be used, and what to do about it. */
export const problem = {
  'empty-file': {
    what: 'The file is empty: it has no bytes at all.',
    todo: 'Export it again and check its size before importing.',
  },
  'no-header': {
    what: 'The file has no header line, so it is unknown which column is which.',
    todo: 'Put the column names in the first line, or set how many lines stand before them.',
  },
  'not-csv-binary': {
    what: 'This is not a text file: it looks like a spreadsheet, an archive or a picture.',
    todo: 'In the spreadsheet choose “Save as” and the type CSV.',
  },
  'not-csv-spreadsheet': {
    what: 'This is not a text file but a spreadsheet.',
    todo: 'Open it, choose “Save as” and the type CSV, and import that.',
  },
  'not-csv-zip': {
    what: 'This is not a text file but a zip archive, perhaps a spreadsheet.',
    todo: 'Unpack it and import the CSV inside; of a spreadsheet save a CSV.',
  },
  'not-csv-gzip': {
    what: 'This is a compressed file inside a compressed file.',
    todo: 'Unpack it once and import that.',
  },
  'not-csv-one-column': {
    what: 'The header has one column only: no delimiter (semicolon, comma, tab or vertical bar) was found.',
    todo: 'Export the table with one of these delimiters.',
  },
  'not-csv-html': {
    what: 'This is a web page, not a CSV table: a report saved for the browser or disguised as .xls, or a login page instead of the file.',
    todo: 'Open it: if it shows a table, save that as CSV in a spreadsheet; if a login, sign in and download the file again.',
  },
  'not-csv-archive': {
    what: 'This is not a text file but an archive, {{name}}.',
    todo: 'Unpack it and import the CSV inside. A compressed file .csv.gz need not be unpacked.',
  },
  'not-csv-data-file': {
    what: 'This is not CSV but a file of another format: {{name}}.',
    todo: 'Open it in the program that wrote it and export the table as CSV.',
  },
  'not-csv-document': {
    what: 'This is not a table but a document, {{name}}.',
    todo: 'Get the table as CSV: it cannot be read out of a document.',
  },
  'not-csv-picture': {
    what: 'This is not a table but a picture, {{name}}.',
    todo: 'Choose a file with the table as CSV.',
  },
  'not-csv-quoted-lines': {
    what: 'Every line of the file is in quotes as a whole, so that no columns can be seen.',
    todo: 'Remove the quotes around the lines, or export the file again: a cell may be in quotes, a whole line may not.',
  },
  'not-csv-delimiter': {
    what: 'The columns are separated by “{{sign}}”, but the app understands semicolon, comma, tab and vertical bar.',
    todo: 'Export the table with one of these delimiters, or replace the sign in a text editor.',
  },
  'not-csv-spaces': {
    what: 'The columns are separated by spaces, but the app understands semicolon, comma, tab and vertical bar.',
    todo: 'Export the table with one of these delimiters.',
  },
  'not-csv-json': {
    what: 'This is JSON, not a CSV table.',
    todo: 'Export the table as CSV. The command line takes clients in JSON.',
  },
  'not-csv-json-lines': {
    what: 'This is JSON, one client a line, not a CSV table.',
    todo: 'Export the table as CSV. The command line takes clients in JSON.',
  },
  'not-csv-spreadsheet-xml': {
    what: 'This is an Excel workbook saved as XML, not CSV.',
    todo: 'Open it, choose “Save as” and the type CSV, and import that.',
  },
  'not-csv-xml': {
    what: 'This is XML, not a CSV table.',
    todo: 'Export the table as CSV.',
  },
  'not-csv-mail': {
    what: 'This is a saved e-mail or web archive, not a table.',
    todo: 'Save the attached table as a CSV file of its own and import that.',
  },
  'no-id-column': {
    what: 'No column with the client’s id was found.',
    todo: 'Choose the column that is the id, or name it “id” in the header.',
  },
  'no-feature-columns': {
    what: 'None of the columns is a feature that the model knows.',
    todo: 'Check that this is the right file. If the columns have other names, choose which feature each is.',
  },
  encoding: {
    what: 'Line {{line}} cannot be read as {{encoding}}.',
    todo: 'Choose another encoding, or save the file as UTF-8.',
  },
  'unclosed-quote': {
    what: 'A quote opened in line {{line}} is never closed.',
    todo: 'Close it, or double quotes that belong to the text.',
  },
  'row-too-long': {
    what: 'Line {{line}} is longer than any row can be.',
    todo: 'Look for a missing line end or an unclosed quote there.',
  },
  'no-rows': {
    what: 'The file has a header, but no rows below it.',
    todo: 'Export it again with its rows.',
  },
  'ids-lost': {
    what: 'The ids in the column “{{column}}” have lost their digits: they are written like {{value}}.',
    todo: 'In the spreadsheet, give the column the format Text or Number without decimals. If the ids are whole then, save it as CSV again; otherwise export the table anew.',
  },
  'number-signs': {
    what: 'Line {{line}}, column “{{column}}”: {{value}} contradicts the rows above it, where “{{sign}}” was the decimal sign.',
    todo: 'Choose below which sign is the decimal sign of the file.',
  },
  'never-a-feature': {
    what: 'The column “{{column}}” is the answer or its weight and can never be a feature.',
    todo: 'Choose something else for it.',
  },
  'used-twice': {
    what: 'Several columns are chosen for the same thing.',
    todo: 'Choose it for one of them only.',
  },
  'gzip-damaged': {
    what: 'The compressed file is damaged or cut off, or something else stands behind it.',
    todo: 'Get it once more, or unpack it and import the CSV.',
  },
  'gzip-too-large': {
    what: 'The compressed file unpacks to more than any real table.',
    todo: 'Unpack it yourself and look what it is.',
  },
  'too-many-bad-rows': {
    what: 'Of {{read}} rows read, {{rejected}} were rejected: more than the {{limit}} allowed. The first ones: lines {{lines}}.',
    todo: 'Mend these rows, or allow more when you import the file again.',
  },
  'file-unreadable': {
    what: 'The file could not be read: it was moved, removed, changed or locked meanwhile.',
    todo: 'Close it in other programs and import it again.',
  },
  'no-clients': {
    what: 'There is no client in the file: all of its rows ({{rejected}}) were rejected.',
    todo: 'See below why the first ones were. Mend the file, or look at it again and choose how to read it.',
  },
  readSign: 'Read “{{sign}}” as the decimal sign',
  columns: 'Columns:',
  dictionary: 'Feature dictionary',
};
