import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Browser, Page } from '@playwright/test';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, portalUrl, signIn } from '../portal.ts';

/** Where the pictures go under UPDATE_SCREENSHOTS: for people to look at, kept nowhere. */
const pictures = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

const topLevel = [
  'integrations',
  'leads',
  'deliveries',
  'tenants',
  'standard-job-types',
  'agreement',
  'audit-log',
  'staff',
];
const tabs = ['', '/tenants', '/leads', '/deliveries', '/requests', '/agreement', '/activity'];
const sections = [
  'general',
  'job-types',
  'extra-details',
  'webhooks',
  'urls',
  'tenant-access',
  'credentials',
].map((section) => `?section=${section}`);

const looks = [
  { name: 'light, 1280 px', width: 1280, colorScheme: 'light', rules: undefined },
  // What the colour scheme and the width can change; the rest was looked at in light.
  {
    name: 'dark, 768 px',
    width: 768,
    colorScheme: 'dark',
    rules: ['color-contrast', 'target-size'],
  },
] as const;

for (const { name, width, colorScheme, rules } of looks) {
  test(`every screen of the Admin Portal holds together: ${name}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const page = await openWith(browser, { width, colorScheme });
    const { id } = await makeIntegration(page, {
      name: `Every Screen at ${width}`,
      authorization: colorScheme === 'light' ? 'open_id_connect' : 'st_pairing',
    });
    const paths = [
      ...topLevel,
      ...[...tabs, ...sections].map((part) => `integrations/${id}${part}`),
    ];
    for (const path of paths) {
      await test.step(path, async () => {
        await page.goto(`${portalUrl()}/${path}`);
        await expectWhole(page);
        // The forms of the sections are looked at by the stories about them, in every state.
        if (!path.includes('?section=')) await expectAccessible(page, rules);
        await keepPicture(page, `${path.replace(id, 'one')}-${colorScheme}-${width}`);
      });
    }
    await page.setViewportSize({ width: 1920, height: 1080 });
    for (const path of topLevel) {
      await page.goto(`${portalUrl()}/${path}`);
      await expectWhole(page);
    }
  });
}

async function openWith(
  browser: Browser,
  { width, colorScheme }: { width: number; colorScheme: 'light' | 'dark' },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme });
  const page = await context.newPage();
  await signIn(page, 'admin@demo.local');
  return page;
}

/** One heading, a title of its own, nothing that still loads, and nothing that makes the page scroll sideways. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page).toHaveTitle(/.+ · Leads Integration Manager|Leads Integration Manager/);
  const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(sideways, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== 'true') return;
  const file = `${name.replaceAll(/[^\w-]+/g, '_')}.png`;
  await page.screenshot({ path: join(pictures, file), fullPage: true, animations: 'disabled' });
}
