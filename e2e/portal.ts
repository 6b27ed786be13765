import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';

export const portalUrl = (): string => requireSet('PORTAL_URL');
export const partnerUrl = (): string => requireSet('PARTNER_URL');
/** Where the installation under test keeps its data. */
export const journeysDataDir = (): string => requireSet('JOURNEYS_DATA_DIR');
export const demoPassword = 'demo-password-1';

const screenshotDir = fileURLToPath(new URL('../docs/screenshots', import.meta.url));

/** Each of Playwright's workers has an installation of its own. */
const ofWorker = (setting: string): string =>
  `${setting}_${process.env['TEST_PARALLEL_INDEX'] ?? '0'}`;

function requireSet(setting: string): string {
  const name = ofWorker(setting);
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run the journeys by their configuration`);
  return value;
}

/** Lets the stories of this worker go to another installation; answers the way back. */
export function goTo(installation: { portalUrl: string; partnerUrl: string }): () => void {
  const before = { portalUrl: portalUrl(), partnerUrl: partnerUrl() };
  const set = (to: typeof before): void => {
    process.env[ofWorker('PORTAL_URL')] = to.portalUrl;
    process.env[ofWorker('PARTNER_URL')] = to.partnerUrl;
  };
  set(installation);
  return () => set(before);
}

/** Signs in by the page, as anyone would. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${portalUrl()}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A browser of its own for one person, signed in. */
export async function openAs(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing that axe can find may be wrong with the page as it is now; by these rules alone where they are named. */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  // The page itself, not what stands there for a moment while it comes.
  await expect(page.locator('h1').first()).toBeAttached();
  await expect(page.locator('[data-busy="true"], [aria-busy="true"]')).toHaveCount(0);
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    rules === undefined ? axe.withTags(allRules) : axe.withRules([...rules])
  ).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

/** Keeps a picture for the docs, of a part of the page where one is named, so that they show what the product looks like now. */
export async function takePicture(page: Page, name: string, part?: Locator): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== 'true') return;
  await expect(
    page
      .getByRole('button', { name: 'Close notification' })
      .or(page.locator('.mantine-Notification-root')),
  ).toHaveCount(0);
  const picture = { path: join(screenshotDir, `${name}.png`), animations: 'disabled' } as const;
  if (part !== undefined) {
    await part.screenshot(picture);
    return;
  }
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot(picture);
}
