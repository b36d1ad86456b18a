/** The text of `--help`; README has the same exit codes. */
export const HELP = `Forecasts the monthly income of clients, in roubles: the same numbers, bit for bit, as in the app.

  npm run --silent score -- --csv IN --out OUT [options]
      Every client of a CSV file of any size. OUT has the columns id;target, one line for each client in the order of
      IN: UTF-8, semicolons, decimal points. It is a stream: an id that stands twice in IN stands twice in OUT.
  npm run --silent score -- --json IN [--out OUT] [options]
      Clients as JSON objects whose keys are names of features: one object, a list of them, or one on each line. Values
      are numbers, or texts as in a CSV file; null is a missing value, and so is a key that is not there. Answers with
      forecast, interval, segment, offers and explanation as JSON, by the segments and products that ship with the app:
      an object for one, a line each for several.
  IN and OUT are files, pipes or devices; - is standard input or output. Without --out, --json answers there.

Options
  --model NAME|FILE   a model that ships with the app, by its name, or a model file by its path (./my.onnx);
                      without it the model in use in the app
  --lang en|ru        language of segments, titles and sentences; without it en
  --interval          with --csv: columns "p10" and "p90"; eight of ten incomes lie between them
  --segment           with --csv: a column "segment", by the bands that ship with the app
  --reasons N         with --csv: columns reason_1 … reason_N, the largest contributions (SHAP): "title: ±roubles"
  --report OUT        everything about how IN was read, as JSON: counts, columns, doubts, problems
  --quiet             no messages, unless something was lost or went wrong
  --help              this text

Reading: what is not said is found out, as in the app
  --id COLUMN                the column with the client's id
  --column FEATURE=COLUMN    the column of a feature; may be given several times
  --unused COLUMN            a column to leave out; may be given several times
      COLUMN is a name in the header, or its number from 1.
  --category COLUMN:TEXT=CATEGORY    which category of the model a text of a column means; may be given several times
  --decimal , or .           the decimal sign of the whole file
  --thousands , or . or space    the sign between thousands: the other way to say it
  --delimiter ; , | tab      the sign between fields
  --encoding NAME            utf-8, windows-1251, utf-16le, utf-16be, ibm866 or koi8-r
  --skip N                   lines above the header, such as a title
  A file may be compressed with gzip (.csv.gz). Cells that cannot be read and unknown categories count as missing and are
  told. "target" and "w" are left out.

Writing
  Forecasts have as many digits as the model's number (float32) needs to be read back the same. A file appears when it is
  complete and has a client, in the place of what was there; otherwise what was there stays. A pipe gets lines as they
  come, so look at the exit code. Relative paths begin where the command is called. Messages go to standard error.

Exit codes
  0  every client of the file has a forecast
  1  some rows were rejected, or have no explanation, the rest was written; which ones is told
  2  the command was called wrongly
  3  the input cannot be read as clients
  4  the model cannot be used
  5  anything else: the result cannot be written, for one
  6  no value of a column could be read, so it is missing for everyone; the rest was written, perhaps with rows rejected
  7  every row was rejected: nothing was written
`;
