import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startInstallation } from '../frame/api-process.ts';
import type { Installation } from '../frame/api-process.ts';
import type { Bar, Part } from '../frame/bar.ts';
import { measurePgbench } from './measure-pgbench.ts';
import { seedPartners, serviceCount, tenantsPerPartner } from './seed-partners.ts';
import type { PartnerLogin } from './seed-partners.ts';
import type { Load, Sent } from './send-bookings.ts';

interface Intake extends Installation {
  tokens: string[];
  /** Bookings a second that were taken when as many as possible were sent; the next bar sends half of it. */
  mostPerSecond: number;
}

const bars: readonly Bar<Intake>[] = [
  {
    name: 'bookings in, against pgbench with the same INSERTs one by one',
    bar: { atLeast: 1 },
    unit: 'ratio',
    async measure(place) {
      const yardstick = await measurePgbench(place.databaseUrl);
      const sent = await send(place, { connections: 128, warmUpMs: 3_000, measureMs: 6_000 });
      place.mostPerSecond = sent.perSecond;
      return sent.perSecond / yardstick;
    },
  },
  {
    name: 'bookings in, the most that one API process takes',
    bar: { atLeast: 0 },
    unit: '/s',
    measure: async (place) => place.mostPerSecond,
  },
  {
    name: 'bookings in at half that rate, p99 from when each was due',
    bar: { below: 50 },
    unit: 'ms',
    async measure(place) {
      const perSecond = Math.round(place.mostPerSecond / 2);
      const load = { connections: 128, warmUpMs: 2_000, measureMs: 6_000, perSecond };
      return (await send(place, load)).p99Ms;
    },
  },
];

/** What partners wait for: bookings taken. */
export const intakePart: Part<Intake> = {
  name: 'intake',
  title: 'Bookings in',
  seeded:
    '50 active partners, each with 200 services mapped and 40 tenants connected. A booking counts when its 200 came: token checked, validated, routed, translated, lead and event durable. One API process; load, API and database share the machine.',
  async open() {
    let logins: PartnerLogin[] = [];
    const installation = await startInstallation(async (sql) => {
      logins = await seedPartners(sql);
    });
    const tokens = await Promise.all(logins.map((login) => fetchToken(installation, login)));
    const place = Object.assign(installation, { tokens, mostPerSecond: 0 });
    return { place, close: () => installation.close() };
  },
  bars,
};

async function fetchToken(
  { http }: Installation,
  { clientId, clientSecret }: PartnerLogin,
): Promise<string> {
  const { statusCode, body } = await http.request({
    method: 'POST',
    path: '/connect/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  });
  const reply = (await body.json()) as { access_token?: string };
  if (statusCode !== 200 || reply.access_token === undefined)
    throw new Error(`/connect/token answered ${statusCode}: ${JSON.stringify(reply)}`);
  return reply.access_token;
}

/** Sends from a process of its own, so that what is measured does not share its thread. */
async function send(
  { origin, tokens }: Intake,
  load: Pick<Load, 'connections' | 'warmUpMs' | 'measureMs' | 'perSecond'>,
): Promise<Sent> {
  const child = fork(fileURLToPath(new URL('./send-bookings.ts', import.meta.url)));
  const reply = Promise.withResolvers<Sent>();
  child.once('message', (message) => reply.resolve(message as Sent));
  child.once('exit', (code) => reply.reject(new Error(`the load ended with code ${code}`)));
  child.send({
    origin,
    tokens,
    accountsPerPartner: tenantsPerPartner,
    servicesPerPartner: serviceCount,
    ...load,
  } satisfies Load);
  const sent = await reply.promise;
  if (Object.keys(sent.refused).length > 0)
    throw new Error(`not every booking was taken: ${JSON.stringify(sent.refused)}`);
  return sent;
}
