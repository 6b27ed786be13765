import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { generateSigningKey } from './keys/generate-signing-key.ts';
import { getDelivery } from './list/get-delivery.ts';
import { listDeliveries } from './list/list-deliveries.ts';
import { listReceivers } from './receivers/list-receivers.ts';
import { pauseReceiver, resumeReceiver } from './receivers/pause-receiver.ts';
import { removeSigningKey } from './keys/remove-signing-key.ts';
import { cancelRecovery } from './recover/cancel-recovery.ts';
import { listRecoveries } from './recover/list-recoveries.ts';
import { previewRecovery } from './recover/preview-recovery.ts';
import { startRecovery } from './recover/start-recovery.ts';
import { resendDelivery } from './list/resend-delivery.ts';
import { revealSigningKeys } from './keys/reveal-signing-keys.ts';
import { rotateSigningKey } from './keys/rotate-signing-key.ts';
import { sendTestEvent } from './test-event/send-test-event.ts';

export function webhookRoutes(app: FastifyInstance): void {
  mount(app, api.listDeliveries, async ({ ctx, query }) => listDeliveries(ctx, query));
  mount(app, api.getDelivery, async ({ ctx, params }) => getDelivery(ctx, params.id));
  mount(app, api.resendDelivery, async ({ ctx, params }) => resendDelivery(ctx, params.id));
  mount(app, api.listReceivers, async ({ ctx, query }) => listReceivers(ctx, query));
  mount(app, api.pauseReceiver, async ({ ctx, params }) => pauseReceiver(ctx, params.id));
  mount(app, api.resumeReceiver, async ({ ctx, params }) => resumeReceiver(ctx, params.id));
  mount(app, api.previewRecovery, async ({ ctx, query }) => previewRecovery(ctx, query));
  mount(app, api.listRecoveries, async ({ ctx, query }) => listRecoveries(ctx, query));
  mount(app, api.startRecovery, async ({ ctx, body }) => startRecovery(ctx, body));
  mount(app, api.cancelRecovery, async ({ ctx, params }) => cancelRecovery(ctx, params.id));
  mount(app, api.generateSigningKey, async ({ ctx, params }) => generateSigningKey(ctx, params.id));
  mount(app, api.rotateSigningKey, async ({ ctx, params, body }) =>
    rotateSigningKey(ctx, { integrationId: params.id, overlapHours: body.overlapHours }),
  );
  mount(app, api.revealSigningKey, async ({ ctx, params, reply }) => {
    reply.header('cache-control', 'no-store');
    return revealSigningKeys(ctx, params.id);
  });
  mount(app, api.removeSigningKey, async ({ ctx, params }) => removeSigningKey(ctx, params.id));
  mount(app, api.sendTestEvent, async ({ ctx, params, body }) =>
    sendTestEvent(ctx, { integrationId: params.id, path: body.path }),
  );
}
