import { readFileSync } from 'node:fs';
import { expect, openWithDemo, test } from './app.ts';

const model = readFileSync('public/models/income/income.onnx');

const BAD = [
  {
    what: 'damaged',
    answer: { body: Buffer.from(model.map((byte, at) => (at === 50_000 ? byte ^ 1 : byte))) },
    says: 'damaged or of an unknown kind',
  },
  { what: 'cut short', answer: { body: model.subarray(0, model.length / 2) }, says: 'damaged or of an unknown kind' },
  { what: 'absent', answer: { status: 404, body: 'Not found' }, says: 'not there' },
  {
    what: 'a web page',
    answer: { body: '<!doctype html>', contentType: 'text/html' },
    says: 'not there',
  },
] as const;

for (const { what, answer, says } of BAD) {
  test(`a model file that is ${what} is refused in words, and the app stays usable`, async ({ page }) => {
    await page.route('**/income.onnx', (route) => route.fulfill(answer));
    await page.goto('./');
    await expect(page.getByRole('alert').first()).toContainText(says);
    await page.getByRole('link', { name: 'Log', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Log' })).toBeVisible();
  });
}

test('without the model file stored clients can still be read, and it is said what cannot be explained', async ({
  page,
}) => {
  await openWithDemo(page);
  await page.route('**/income.onnx', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await page.goto('./#/clients/100002');
  await page.reload();
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(region('Forecast')).toContainText('₽');
  await expect(region('Segment')).toContainText('High');
  await expect(region('Recommended products').getByRole('listitem').first()).toContainText('Fits');
  await expect(region('History')).toContainText('import');
  await expect(region('Explanation').getByRole('alert')).toContainText('The model file is not there');
  await region('History').getByRole('button', { name: 'Forecast again' }).click();
  await expect(region('History').getByRole('alert')).toContainText('The model file is not there');

  await page.unroute('**/income.onnx');
  await region('Explanation').getByRole('button', { name: 'Try again' }).click();
  await expect(region('Explanation')).toContainText('Income forecast: ₽');
  await expect(region('What-if')).toBeVisible();
});

test('when the model cannot be started, explanation and simulation say so until another try succeeds', async ({
  page,
}) => {
  await openWithDemo(page);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('./#/clients/100002');
  await page.reload();
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(region('Forecast')).toContainText('₽');
  await expect(region('Explanation').getByRole('alert')).toContainText('That did not work');
  await region('What-if').getByRole('combobox', { name: 'Feature to change' }).fill('age');
  await page.getByRole('option', { name: 'Age', exact: true }).click();
  await region('What-if').getByRole('textbox', { name: 'Age' }).fill('44');
  await region('What-if').getByRole('textbox', { name: 'Age' }).press('Enter');
  await expect(region('What-if').getByRole('alert')).toContainText('That did not work');

  await page.unroute('**/*.wasm');
  await region('What-if').getByRole('button', { name: 'Try again' }).click();
  await expect(region('What-if').getByRole('status')).toContainText(/(against|the same as) the forecast/);
  await expect(region('Explanation')).toContainText('Income forecast: ₽');
});
