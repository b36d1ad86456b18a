import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chooseFile, expect, goTo, openDemoOnce, readAmount, reportOf, test } from './app.ts';
import { csvFile, type DroppedFile, wideFile } from './files.ts';
import { closeGate } from './gate.ts';

const demo = openDemoOnce();
const CLIENT = '100002';
const GOLDEN = 'tests/fixtures/golden';

/** A golden booster numbers its features; these columns of the demo clients take their places. */
const COLUMNS = ['incomeValue', 'age', 'gender_is_unknown', 'salary_6to12m_avg', 'one', 'two', 'three', 'four'];
const FEATURES = COLUMNS.length;

test.beforeEach(async () => {
  await demo().goto('./#/models');
  await expect(list(demo()).getByRole('listitem').first()).toBeVisible();
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const list = (page: Page) => page.getByRole('list', { name: 'All models' });
const item = (page: Page, name: string) =>
  list(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });
const versionOf = async (page: Page, name: string) =>
  /version (\S+) ·/.exec((await item(page, name).textContent()) ?? '')?.[1] ?? '';
const step = (page: Page, name: RegExp) => region(page, 'Bring your own model').getByRole('region', { name });

/** Chooses a file for a step of the panel through its button. */
async function choose(page: Page, box: string, file: DroppedFile): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('group', { name: box }).getByRole('button').click();
  await (await choosing).setFiles(file);
}

const chooseModel = (page: Page, file: DroppedFile) => choose(page, 'Drop a model file here', file);
const chooseList = (page: Page, file: DroppedFile) => choose(page, 'Drop the list of features here', file);
const chooseRows = (page: Page, file: DroppedFile) => choose(page, 'Drop a CSV file with your predictions here', file);

const fixture = (name: string, as = name): DroppedFile => ({
  name: as,
  mimeType: 'application/octet-stream',
  buffer: readFileSync(`${GOLDEN}/${name}`),
});

/** The booster's rows with its own predictions beside them. */
function goldenRows(change = (prediction: number, _row: number) => prediction): DroppedFile & { rows: number } {
  const [matrix, margins] = ['matrix', 'margins'].map((part) => {
    const { buffer, byteOffset, length } = readFileSync(`${GOLDEN}/deep.${part}.f32`);
    return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
  });
  const lines = [['id', ...COLUMNS, 'prediction'].join(';')];
  margins!.forEach((margin, row) => {
    const cells = [...matrix!.subarray(row * FEATURES, (row + 1) * FEATURES)].map((cell) =>
      Number.isNaN(cell) ? '' : String(cell),
    );
    lines.push([row + 1, ...cells, change(margin, row)].join(';'));
  });
  return { ...csvFile(lines.join('\n'), 'rows.csv'), rows: margins!.length };
}

test('the active model says what it is, how good it is, and where it ends', async () => {
  const page = demo();
  await expect(item(page, 'income')).toContainText('active');
  await expect(item(page, 'income')).toContainText('shipped with the app');
  await expect(item(page, 'income')).toContainText('forecasts of 3,000 stored clients');
  const facts = region(page, 'Active model');
  await expect(facts).toContainText(await versionOf(page, 'income'));
  await expect(facts).toContainText(/SHA-256[0-9a-f]{64}/);
  await expect(region(page, 'Accuracy')).toContainText('95 %: ₽');
  await expect(region(page, 'Accuracy').getByRole('row', { name: /one weighted median for all/ })).toBeVisible();
  await expect(region(page, 'Limits')).toContainText('smallest weighted error');
  await region(page, 'Calibration').getByRole('button', { name: 'Show as a table' }).click();
  await expect(region(page, 'Calibration').locator('tbody tr')).toHaveCount(10);
  const parts = region(page, 'Accuracy by part');
  await parts.getByRole('button', { name: 'Age' }).click();
  await expect(parts.getByRole('row').nth(1)).toContainText('₽');
  await facts.getByRole('link', { name: 'Feature dictionary' }).click();
  await expect(region(page, 'Feature dictionary')).toBeVisible();
});

test('a trial of processor and graphics card says which is faster and chooses it', async () => {
  const page = demo();
  const engines = region(page, 'What computes many forecasts');
  const processor = engines.getByRole('radio', { name: 'Processor (WebAssembly)' });
  const graphicsCard = engines.getByRole('radio', { name: 'Graphics card (WebGPU)' });
  await expect(processor).toBeChecked();
  await expect(engines).toContainText('fetches 27 MB');
  await engines.getByRole('button', { name: 'Try both (1 second)' }).click();
  const verdict = engines.getByRole('status');
  await expect(verdict).toContainText(/faster|slower/);
  const isSlower = (await verdict.textContent())?.includes('so the processor stays');
  await expect(isSlower ? processor : graphicsCard).toBeChecked();
  await graphicsCard.click();
  await expect(graphicsCard).toBeChecked();
  await processor.click();
  await expect(processor).toBeChecked();
});

test('another model becomes the active one; clients keep their forecasts until they are re-scored', async () => {
  const page = demo();
  const before = await versionOf(page, 'income');
  const after = await versionOf(page, 'income-compact');
  await item(page, 'income-compact')
    .getByRole('button', { name: /^Make income-compact active/ })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3,000 stored clients have forecasts of other versions.');
  await dialog.getByRole('checkbox', { name: 'Re-score them right away' }).uncheck();
  await dialog.getByRole('button', { name: 'Make active' }).click();
  await expect(item(page, 'income-compact')).toContainText('active');
  await expect(page.getByText(`income-compact ${after} is the active model now.`)).toBeVisible();

  await page.goto(`./#/clients/${CLIENT}`);
  const forecast = region(page, 'Forecast');
  await expect(forecast).toContainText(before);
  await expect(page.getByText(`the active model is income-compact ${after}`)).toBeVisible();
  await expect(region(page, 'Explanation')).toContainText('Income forecast: ₽');
  await page.getByRole('alert').getByRole('button', { name: 'Forecast again' }).click();
  await expect(page.getByRole('alert')).toContainText(`income-compact ${after} says ₽`);
  const history = region(page, 'History').locator('tbody tr');
  await expect(history.first()).toContainText(after);

  await page.goto('./#/models');
  const rescoring = region(page, 'Re-scoring');
  await expect(rescoring).toContainText(
    `3,000 of 3,000 stored clients have forecasts of other versions than ${after}.`,
  );
  await rescoring.getByRole('button', { name: 'Re-score' }).click();
  await expect(page.getByText(`Done: 3,000 clients have forecasts of ${after}.`)).toBeVisible();
  await expect(item(page, 'income-compact')).toContainText('forecasts of 3,000 stored clients');
  await expect(item(page, 'income')).toContainText('no stored forecasts');

  await page.goto(`./#/clients/${CLIENT}`);
  await expect(forecast).toContainText(after);
  await expect(page.getByText('the active model is')).toBeHidden();
  await expect(region(page, 'What-if').getByRole('combobox')).toBeVisible();
  await expect(history).toHaveCount(3);
  await expect(history.nth(0)).toContainText(/re-scoring/);
  await expect(history.nth(2)).toContainText(before);

  await page.goto('./#/log?source=rescoring');
  await expect(page.getByRole('table', { name: 'Requests' }).locator('tbody tr').first()).toContainText(
    're-scoring · ',
  );
});

test('a model of one’s own is read, named, checked on one’s own rows, kept, used and removed', async () => {
  const page = demo();
  await chooseModel(page, fixture('deep.booster.json', 'own-model.json'));
  const names = step(page, /^2\. Names/);
  await expect(names.getByRole('alert')).toContainText('does not name its 8 features');
  await chooseList(page, csvFile(COLUMNS.slice(1).join('\n'), 'names.txt'));
  await expect(names.getByRole('alert')).toContainText('look at 8 features, but the list names 7');
  await chooseList(page, csvFile([...COLUMNS.slice(1), 'target'].join('\n'), 'names.txt'));
  await expect(names.getByRole('alert')).toContainText('“target” is the true income or its weight');
  await chooseList(page, csvFile(COLUMNS.join('\n'), 'names.txt'));
  const read = step(page, /^3\. What was read/);
  await expect(read).toContainText('XGBoost, JSON');
  await expect(read).toContainText(/Features not in the dictionary: [1-8]/);
  await expect(read).toContainText('exact SHAP for every forecast');

  const columns = step(page, /^4\. How the columns are read/);
  await columns.getByRole('searchbox').fill('one');
  await columns.getByRole('combobox', { name: 'Read as: one' }).selectOption('category');
  await page.getByRole('dialog').getByRole('textbox').fill('low\nhigh\nlow');
  await page.getByRole('dialog').getByRole('button', { name: 'Use these levels' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('the level “low” stands twice');
  await page.getByRole('dialog').getByRole('textbox').fill('low\nhigh\n');
  await page.getByRole('dialog').getByRole('button', { name: 'Use these levels' }).click();
  await expect(columns.getByRole('row', { name: /^one/ })).toContainText('2 levels: low, high');

  const check = step(page, /^5\. Check/);
  const { rows, ...file } = goldenRows();
  await chooseRows(page, file);
  await expect(check.getByRole('combobox')).toHaveValue('prediction');
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByText('“one” is to be read as a number')).toBeVisible();
  await check.getByRole('button', { name: 'Change this and compare again' }).click();
  await expect(check.getByRole('alert')).toContainText('The same: no forecast differs');
  await expect(columns.getByRole('combobox', { name: 'Read as: one' })).toHaveValue('number');
  await expect(check).toContainText(`Rows compared${rows.toLocaleString('en-GB')}`);
  const { rows: _, ...changed } = goldenRows((prediction, row) => (row === 6 ? prediction + 1 : prediction));
  await chooseRows(page, changed);
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByRole('alert')).toContainText('Not the same: the largest difference is');
  await expect(check.getByRole('table').getByRole('row').nth(1)).toContainText(/^87/);

  const keep = step(page, /^\d\. Keep/);
  await keep.getByRole('textbox', { name: 'Name of the model' }).fill('Моя модель');
  await keep.getByRole('button', { name: 'Keep' }).click();
  await expect(keep.getByRole('alert')).toContainText('must begin with a small Latin letter');
  await keep.getByRole('button', { name: 'Take “moya-model”' }).click();
  await expect(keep.getByRole('textbox', { name: 'Name of the model' })).toHaveValue('moya-model');
  await keep.getByRole('textbox', { name: 'Name of the model' }).fill('income');
  await keep.getByRole('button', { name: 'Keep' }).click();
  await expect(keep.getByRole('alert')).toContainText('“income”');
  await keep.getByRole('textbox', { name: 'Name of the model' }).fill('own-model');
  await keep.getByRole('button', { name: 'Keep' }).click();
  await expect(keep.getByRole('status')).toContainText('own-model is kept in this browser');
  await expect(item(page, 'own-model')).toContainText('kept in this browser');

  await keep.getByRole('button', { name: /^Make own-model active/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make active' }).click();
  await expect(page.getByText(/^Done: 3,000 clients have forecasts of/)).toBeVisible();
  await expect(region(page, 'Accuracy')).toContainText('Not known: the file brought trees alone.');
  const version = await versionOf(page, 'own-model');
  await page.goto(`./#/clients/${CLIENT}`);
  await expect(region(page, 'Forecast')).toContainText(`own-model ${version}`);
  expect(readAmount(await region(page, 'Forecast').textContent())).toBeLessThan(1_000);
  await expect(region(page, 'Explanation')).toContainText('Adds up to the forecast');
  await page.goto('./#/administration/features');
  await expect(region(page, 'Feature dictionary').getByRole('row').last()).toContainText('not known');

  await page.goto('./#/models');
  await item(page, 'income')
    .getByRole('button', { name: /^Make income active/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make active' }).click();
  await expect(item(page, 'income')).toContainText('forecasts of 3,000 stored clients');
  await item(page, 'own-model')
    .getByRole('button', { name: /^Remove own-model/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove model' }).click();
  await expect(item(page, 'own-model')).toBeHidden();
  await page.goto(`./#/clients/${CLIENT}`);
  await expect(region(page, 'History').locator('tbody')).toContainText(version);
});

const STRANGERS = [
  { name: 'model.pkl', bytes: [0x80, 0x04, 0x95, 1, 2, 3], says: 'a Python pickle' },
  { name: 'model.cbm', bytes: [...Buffer.from('CBM1'), 0, 1, 2, 3], says: 'CatBoost' },
  { name: 'model.json', bytes: [...Buffer.from('<!doctype html><title>Sign in</title>')], says: 'web page' },
  { name: 'empty.onnx', bytes: [], says: 'empty' },
] as const;

test('files that are no models are refused in words, and another can be chosen at once', async () => {
  const page = demo();
  const file = step(page, /^1/);
  for (const { name, bytes, says } of STRANGERS) {
    await chooseModel(page, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    await expect(file.getByRole('alert')).toContainText('This file cannot be used as a model.');
    await expect(file.getByRole('alert')).toContainText(says);
    await expect(file).toContainText(`Chosen: ${name}`);
  }
  const own = readFileSync('public/models/income/income.onnx');
  const damaged = Buffer.from(own.map((byte, at) => (at === own.length >> 1 ? byte ^ 1 : byte)));
  await chooseModel(page, { name: 'income.onnx', mimeType: 'application/octet-stream', buffer: damaged });
  await expect(file.getByRole('alert')).toContainText('This file cannot be used as a model.');
  await expect(item(page, 'income')).toContainText('active');
  await chooseModel(page, fixture('external/lightgbm/stumps.txt', 'stumps.txt'));
  await expect(file.getByRole('alert')).toBeHidden();
  await chooseList(page, csvFile(COLUMNS.join('\n'), 'names.txt'));
  await expect(step(page, /What was read/)).toContainText('LightGBM, text');
  await region(page, 'Bring your own model').getByRole('button', { name: 'Start over' }).click();
  await expect(step(page, /What was read/)).toBeHidden();
});

test('of an early-stopped model the trees that count are said, and chosen', async () => {
  const page = demo();
  await chooseModel(page, {
    name: 'early.json',
    mimeType: 'application/json',
    buffer: readFileSync('tests/fixtures/cases/models/04-xgboost-best-iteration-learning-api/early.json'),
  });
  const read = step(page, /^2\. What was read/);
  await expect(read.getByRole('radio', { name: /^The first 12 of 17/ })).toBeChecked();
  await read.getByRole('radio', { name: /^All 17/ }).click();
  await expect(read.getByRole('radio', { name: /^All 17/ })).toBeChecked();
  const check = step(page, /^4\. Check/);
  await chooseRows(page, csvFile('id;a;score_a;target\n1;2;3;4\n', 'rows.csv'));
  await expect(check.getByRole('combobox')).toHaveValue('score_a');
  await chooseRows(page, csvFile('id;a;target\n1;2;4\n', 'rows.csv'));
  await expect(check.getByRole('combobox')).toHaveValue('');
  await check.getByRole('combobox').fill('target');
  await page.getByRole('option', { name: 'target' }).click();
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByRole('alert')).toContainText('no column for 1 of the 2 features that the trees look at: b');
  await check.getByRole('button', { name: 'Compare all the same' }).click();
  await expect(check.getByRole('alert').first()).toContainText('Not the same');
});

test('a model without covers can have them counted from the imported clients, and then explains', async () => {
  const page = demo();
  await chooseModel(page, fixture('external/onnx/xgboost-deep-1.onnx', 'uncovered.onnx'));
  await chooseList(page, csvFile(COLUMNS.join('\n'), 'names.txt'));
  const keep = region(page, 'Bring your own model');
  await keep.getByRole('textbox', { name: 'Name of the model' }).fill('uncovered');
  await keep.getByRole('button', { name: 'Keep' }).click();
  await expect(item(page, 'uncovered')).toContainText('does not explain forecasts');
  await item(page, 'uncovered')
    .getByRole('button', { name: /^Make uncovered active/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make active' }).click();
  await expect(item(page, 'uncovered')).toContainText('forecasts of 3,000 stored clients');
  await page.goto(`./#/clients/${CLIENT}`);
  await region(page, 'Explanation').getByRole('link', { name: 'Count them from the imported clients' }).click();
  await page.getByRole('button', { name: 'Count covers from the imported clients' }).click();
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(region(page, 'What was explained')).toContainText('averaged over 3,000 imported clients');
  await page.goto(`./#/clients/${CLIENT}`);
  await expect(region(page, 'Explanation')).toContainText('averaged over 3,000 imported clients');

  await page.goto('./#/models');
  await item(page, 'income')
    .getByRole('button', { name: /^Make income active/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make active' }).click();
  await expect(item(page, 'income')).toContainText('forecasts of 3,000 stored clients');
});

test('a running re-scoring is seen from every screen; cancelled, it leaves all forecasts as they were', async () => {
  const page = demo();
  // The other model may already have forecasts of the demo clients.
  await page.goto('./#/imports');
  await chooseFile(page, wideFile(1_000));
  await reportOf(page);
  await page.goto('./#/models');
  await expect(item(page, 'income')).toContainText('forecasts of 4,000 stored clients');
  const gate = await closeGate(page);
  await item(page, 'income-compact')
    .getByRole('button', { name: /^Make income-compact active/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make active' }).click();
  await gate.reached();
  const link = page.getByRole('link', { name: /^Re-scoring: \d+%/ });
  for (const screen of ['Clients', 'Import', 'Log'] as const) {
    await goTo(page, screen);
    await expect(link).toBeVisible();
  }
  await link.click();
  await page.getByRole('button', { name: 'Cancel re-scoring' }).click();
  await gate.open();
  const rescoring = region(page, 'Re-scoring');
  await expect(rescoring).toContainText('Cancelled. All earlier forecasts are as they were.');
  await expect(rescoring).toContainText('4,000 of 4,000 stored clients have forecasts of other versions');
  await expect(link).toBeHidden();
  await expect(item(page, 'income')).toContainText('forecasts of 4,000 stored clients');
});
