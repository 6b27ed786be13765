import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, request as newRequest } from '@playwright/test';
import { test } from '../story.ts';
import type { APIRequestContext } from '@playwright/test';
import { killEverything } from '../kill-everything.ts';
import { goTo, portalUrl } from '../portal.ts';
import { connectByHttp, fetchPartnerToken, readJson, signInByHttp } from '../partner-sign-in.ts';
import type { TenantSession } from '../partner-sign-in.ts';
import { findFreePort, startInstallation } from '../start-installation.ts';
import type { Installation } from '../start-installation.ts';

/** A power cut in miniature: bookings are posted and leads accepted while every process is killed at once. */
test.describe('every process is killed while bookings are posted', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leads-crash-'));
  const owner = 'owner@desert-breeze.demo';
  let ports: { port: number; partnerPort: number };
  let installation: Installation;
  let goBack: () => void;

  test.beforeAll(async () => {
    ports = { port: await findFreePort(), partnerPort: await findFreePort() };
    installation = await startInstallation({ dataDir, ...ports });
    goBack = goTo(installation);
  });
  test.afterAll(async () => {
    await installation.stop();
    goBack();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('each booking that got its 200 is there once, and its webhooks arrive', async () => {
    test.setTimeout(150_000);
    const office = await newRequest.newContext();
    const tenant = await connectByHttp(office, { email: owner, username: 'desert-breeze' });
    const token = await fetchPartnerToken(office, { portalUrl: installation.portalUrl, dataDir });
    const receipts = new Map<string, string>();
    const accepted = new Set<string>();
    let isRunning = true;
    const posting = Array.from({ length: 6 }, (_, lane) =>
      postUntilKilled({ lane, token, receipts, isRunning: () => isRunning }),
    );
    const accepting = acceptUntilKilled({
      office,
      tenant,
      receipts,
      accepted,
      isRunning: () => isRunning,
    });
    while (receipts.size < 150 || accepted.size < 20) await sleep(20);
    const killed = await killEverything(installation.child.pid ?? 0);
    isRunning = false;
    await Promise.all([...posting, accepting]);
    expect(killed).toBeGreaterThan(5);

    installation = await startInstallation({ dataDir, ...ports });
    const again = await newRequest.newContext();
    await signInByHttp(again, owner);
    const stored = await listAllLeads(again, tenant);
    for (const [partnerBookingId, bookingId] of receipts) {
      expect(stored.filter((lead) => lead.partnerBookingId === partnerBookingId)).toEqual([
        expect.objectContaining({ id: bookingId }),
      ]);
    }
    for (const leadId of accepted) await expectDelivered(again, { tenant, leadId });
    await expectRepeatsGiveTheFirstAnswer(again, { installation, dataDir, receipts });
    process.stdout.write(
      `killed ${killed} processes: ${receipts.size} bookings acknowledged, ${stored.length} stored, 0 lost; ${accepted.size} acceptances delivered\n`,
    );
  });
});

function bookingFor(partnerBookingId: string) {
  return {
    idempotencyToken: `token-${partnerBookingId}`,
    partnerBookingId,
    slot: { accountId: 'ACME-10042', profileId: 'ACME-10042-PHX', serviceId: 'ac-not-cooling' },
    userInformation: { name: 'Maria Alvarez', telephone: '+16025550137' },
    address: { streetAddress: '4821 E Cactus Rd', locality: 'Phoenix', region: 'AZ' },
  };
}

async function postBooking(
  portalUrl: string,
  token: string,
  partnerBookingId: string,
): Promise<string | undefined> {
  try {
    const reply = await fetch(`${portalUrl}/api/integrations/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(bookingFor(partnerBookingId)),
      signal: AbortSignal.timeout(10_000),
    });
    if (reply.status !== 200) return undefined;
    return ((await reply.json()) as { bookingId: string }).bookingId;
  } catch {
    return undefined;
  }
}

interface Lane {
  receipts: Map<string, string>;
  isRunning: () => boolean;
}

async function postUntilKilled({
  lane,
  token,
  receipts,
  isRunning,
}: Lane & { lane: number; token: string }) {
  for (let index = 0; isRunning(); index += 1) {
    const partnerBookingId = `CRASH-${lane}-${index}`;
    const bookingId = await postBooking(portalUrl(), token, partnerBookingId);
    if (bookingId !== undefined) receipts.set(partnerBookingId, bookingId);
    else await sleep(20);
  }
}

async function acceptUntilKilled({
  office,
  tenant,
  receipts,
  accepted,
  isRunning,
}: Lane & {
  office: APIRequestContext;
  tenant: TenantSession;
  accepted: Set<string>;
}): Promise<void> {
  const origin = portalUrl();
  const tried = new Set<string>();
  while (isRunning()) {
    const leadId = [...receipts.values()].find((id) => !tried.has(id));
    if (leadId === undefined) {
      await sleep(10);
      continue;
    }
    tried.add(leadId);
    const reply = await office
      .post(`${origin}/api/tenant/${tenant.tenantId}/leads/${leadId}/accept`, {
        headers: { origin },
        data: { version: 1 },
      })
      .catch(() => undefined);
    if (reply?.ok() === true) accepted.add(leadId);
  }
}

interface StoredLead {
  id: string;
  partnerBookingId: string;
}

async function listAllLeads(
  request: APIRequestContext,
  tenant: TenantSession,
): Promise<StoredLead[]> {
  const base = `${portalUrl()}/api/tenant/${tenant.tenantId}/leads?limit=100`;
  const leads: StoredLead[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const url: string = cursor === '' ? base : `${base}&cursor=${encodeURIComponent(cursor)}`;
    const page = await readJson<{ items: StoredLead[]; nextCursor: string | null }>(
      await request.get(url),
    );
    leads.push(...page.items);
    cursor = page.nextCursor;
  }
  return leads;
}

async function expectDelivered(
  request: APIRequestContext,
  { tenant, leadId }: { tenant: TenantSession; leadId: string },
): Promise<void> {
  await expect
    .poll(
      async () => {
        const lead = await readJson<{ deliveries: { path: string; state: string }[] }>(
          await request.get(`${portalUrl()}/api/tenant/${tenant.tenantId}/leads/${leadId}`),
        );
        return lead.deliveries.map(({ path, state }) => `${path} ${state}`);
      },
      { timeout: 60_000 },
    )
    .toEqual(['/leads/accepted succeeded']);
}

async function expectRepeatsGiveTheFirstAnswer(
  request: APIRequestContext,
  parts: { installation: Installation; dataDir: string; receipts: Map<string, string> },
): Promise<void> {
  const { installation, dataDir, receipts } = parts;
  const token = await fetchPartnerToken(request, { portalUrl: installation.portalUrl, dataDir });
  for (const [partnerBookingId, bookingId] of [...receipts].slice(0, 20)) {
    expect(await postBooking(installation.portalUrl, token, partnerBookingId)).toBe(bookingId);
  }
}
