import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';

export const portalUrl = (): string => requireSet('PORTAL_URL');
export const partnerUrl = (): string => requireSet('PARTNER_URL');
/** Where the installation under test keeps its data. */
export const journeysDataDir = (): string => requireSet('JOURNEYS_DATA_DIR');
export const demoPassword = 'demo-password-1';

const docsDir = fileURLToPath(new URL('../docs', import.meta.url));
const screenshotDir = join(docsDir, 'screenshots');

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
  // Where signing in leads to, not the way there.
  await expect(page).not.toHaveURL(/sign-in|\/$/);
}

const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

/**
 * A browser of its own for one person, signed in, where signing in leads to; with the session of an earlier story while
 * it lives, as typing and checking a password takes seconds. For stories about sessions, use `signIn`.
 */
export async function openAs(browser: Browser, email: string): Promise<Page> {
  const key = `${portalUrl()} ${email}`;
  const storageState = sessions.get(key);
  if (storageState !== undefined) {
    const context = await browser.newContext({ storageState });
    const session = await context.request.get(`${portalUrl()}/api/session`);
    if (session.ok()) {
      const page = await context.newPage();
      await page.goto(portalUrl());
      await expect(page).not.toHaveURL(`${portalUrl()}/`);
      return page;
    }
    await context.close();
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, email);
  sessions.set(key, await context.storageState());
  return page;
}

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing that axe can find may be wrong with the page as it is now; by these rules alone where they are named. */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  // The page itself, not what stands there for a moment while it comes.
  await expect(page.locator('h1').first()).toBeAttached();
  await expect(page.locator('[data-busy="true"], [aria-busy="true"]')).toHaveCount(0);
  const runOnly =
    rules === undefined
      ? { type: 'tag' as const, values: allRules }
      : { type: 'rule' as const, values: [...rules] };
  // No page of ours has frames, and without them the older mode says the same in a third of the time.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly, resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

const docs = ['README.md', ...readdirSync(docsDir).map((name) => `docs/${name}`)]
  .filter((path) => path.endsWith('.md'))
  .map((path) => readFileSync(join(docsDir, '..', path), 'utf8'));
/** Whether a document shows the picture. */
const isShown = (name: string): boolean =>
  docs.some((text) => text.includes(`screenshots/${name}.png`));

/** Keeps a picture that the docs show, of a part of the page where one is named, so that they show what the product looks like now. */
export async function takePicture(page: Page, name: string, part?: Locator): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== 'true' || !isShown(name)) return;
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
