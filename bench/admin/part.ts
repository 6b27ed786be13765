import { startInstallation } from '../frame/api-process.ts';
import type { Installation } from '../frame/api-process.ts';
import type { Bar, Part } from '../frame/bar.ts';
import { csvBars } from './csv-import.ts';
import { integrationBars } from './integration-list.ts';
import { seedAudit } from './seed-audit.ts';
import { seedIntegrations } from './seed-integrations.ts';
import { seedLeads } from './seed-leads.ts';
import { seedTenants } from './seed-tenants.ts';
import { staffListBars } from './staff-lists.ts';
import { tenantSearchBars } from './tenant-search.ts';

const bars: readonly Bar<Installation>[] = [
  ...tenantSearchBars,
  ...integrationBars,
  ...staffListBars,
  ...csvBars,
];

/** What staff wait for in the Integration Manager. */
export const adminPart: Part<Installation> = {
  name: 'admin',
  title: 'Admin Portal',
  seeded:
    '100,000 tenants, of which one integration has 30,000 enabled and 5,000 connected; 1,000 integrations with a week of hourly figures, one with 50,000 partner job types; 1,000,000 leads, of which 100,000 of one tenant and 400,000 of one integration; 100,000 messages and 100,000 connections; 1,000,000 audit entries.',
  async open() {
    const place = await startInstallation(async (sql) => {
      await seedIntegrations(sql);
      await seedTenants(sql);
      await seedLeads(sql);
      await seedAudit(sql);
      await sql.query('vacuum analyze');
      await sql.query('refresh materialized view frequent_tenant_word');
    });
    return { place, close: () => place.close() };
  },
  bars,
};
