import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';

test.use({ serviceWorkers: 'block' });

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
    await expect(page.getByRole('main')).not.toBeEmpty();
  });
}
