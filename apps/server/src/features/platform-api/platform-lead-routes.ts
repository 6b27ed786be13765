import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { Problem } from '@leads/contract/problem';
import {
  acceptLead,
  cancelAppointment,
  cancelLeadByCustomer,
  declineLead,
  recordInvoice,
  rescheduleLead,
} from '#features/leads/index.ts';
import { mount } from '#platform/http/mount.ts';
import type { LiveListener } from '#platform/live/live-listener.ts';
import { actByPlatform } from './feed/act-by-platform.ts';
import { isDone } from './feed/is-done.ts';
import { listNewLeads } from './feed/list-new-leads.ts';
import { requirePlatformLead } from './feed/read-platform-leads.ts';
import { scheduleByPlatform } from './feed/schedule-by-platform.ts';

/** Waiting calls of one key; more than this is a fault in the caller. */
const waitsPerKeyMax = 20;

/** The host platform hears of leads and says what became of them. */
export function platformLeadRoutes(app: FastifyInstance, listener: LiveListener): void {
  feedRoute(app, listener);
  answerRoutes(app);
  appointmentRoutes(app);
  mount(
    app,
    api.getPlatformLead,
    async ({ ctx, params }) => (await requirePlatformLead(ctx.db, params.id)).lead,
  );
}

function answerRoutes(app: FastifyInstance): void {
  mount(app, api.acceptPlatformLead, ({ ctx, params, body }) =>
    actByPlatform(ctx, {
      ...params,
      ...body,
      isDone: isDone.accept,
      act: (at) => acceptLead(ctx, at),
    }),
  );
  mount(app, api.declinePlatformLead, ({ ctx, params, body: { version, ...why } }) =>
    actByPlatform(ctx, {
      ...params,
      version,
      isDone: (lead) => isDone.decline(lead, why),
      act: (at) => declineLead(ctx, { ...at, ...why }),
    }),
  );
  mount(app, api.invoicePlatformLead, ({ ctx, params, body: { version, ...invoice } }) =>
    actByPlatform(ctx, {
      ...params,
      version,
      isDone: (lead) => isDone.invoice(lead, invoice),
      act: (at) => recordInvoice(ctx, { ...at, invoice }),
    }),
  );
  mount(app, api.cancelPlatformLead, ({ ctx, params, body }) =>
    actByPlatform(ctx, {
      ...params,
      ...body,
      isDone: isDone.cancelByCustomer,
      act: (at) => cancelLeadByCustomer(ctx, at),
    }),
  );
}

function appointmentRoutes(app: FastifyInstance): void {
  mount(app, api.schedulePlatformLead, ({ ctx, params, body: { version, ...to } }) =>
    actByPlatform(ctx, {
      ...params,
      version,
      isDone: (lead) => isDone.schedule(lead, to),
      act: (at) => scheduleByPlatform(ctx, at, to),
    }),
  );
  mount(app, api.reschedulePlatformLead, ({ ctx, params, body: { version, ...to } }) =>
    actByPlatform(ctx, {
      ...params,
      version,
      isDone: (lead) => isDone.schedule(lead, to),
      act: (at) => rescheduleLead(ctx, { ...at, ...to }),
    }),
  );
  mount(app, api.cancelPlatformAppointment, ({ ctx, params, body }) =>
    actByPlatform(ctx, {
      ...params,
      ...body,
      isDone: isDone.cancelAppointment,
      act: (at) => cancelAppointment(ctx, at),
    }),
  );
}

/** Waiting ends when the caller goes away, and when the process stops. */
function feedRoute(app: FastifyInstance, listener: LiveListener): void {
  const stopping = new AbortController();
  app.addHook('preClose', async () => stopping.abort());
  const waiting = new Map<string, number>();
  mount(app, api.listNewLeads, async ({ ctx, query, request }) => {
    const key = ctx.actor.id;
    const count = waiting.get(key) ?? 0;
    if (count >= waitsPerKeyMax) {
      throw new Problem('rate_limited', {
        detail: `${waitsPerKeyMax} calls of this key wait for leads already. Let one at a time wait.`,
        retryAfterSeconds: 5,
      });
    }
    waiting.set(key, count + 1);
    try {
      const signal = AbortSignal.any([stopping.signal, request.signal]);
      return await listNewLeads(ctx, query, { listener, signal });
    } finally {
      const left = (waiting.get(key) ?? 1) - 1;
      if (left === 0) waiting.delete(key);
      else waiting.set(key, left);
    }
  });
}
