import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Partner } from '../partner.ts';
import { SettingsPatch } from '../settings.ts';
import { toFaultNotice } from './fault-notice.ts';
import { sendPage } from './send-page.ts';
import { settingsPage } from './settings-page.ts';

const text = z.string().trim().default('');

const SettingsForm = z.object({
  platformUrl: text,
  tokenClientId: text,
  tokenClientSecret: text,
  signingSecrets: text,
  addSigningSecrets: z.literal('yes').optional(),
  removeSigningSecrets: z.literal('yes').optional(),
});
type SettingsForm = z.infer<typeof SettingsForm>;

export async function settingsFormRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  app.post('/settings', async (request, reply) => {
    const form = SettingsForm.parse(request.body ?? {});
    const patch = SettingsPatch.safeParse(toPatch(form, partner.settings.current().signingSecrets));
    if (!patch.success) {
      return sendPage(
        reply,
        settingsPage(partner, { notice: toFaultNotice(patch.error), typed: form }),
        422,
      );
    }
    await partner.settings.update(patch.data);
    return sendPage(reply, settingsPage(partner, { notice: { tone: 'good', text: 'Saved.' } }));
  });

  app.post('/settings/check', async (_request, reply) => {
    const check = await partner.platform.checkCredential();
    const notice = check.ok
      ? ({
          tone: 'good',
          text: `The platform gave a token, good for ${check.expiresInSeconds} s.`,
        } as const)
      : ({ tone: 'bad', text: check.reason } as const);
    return sendPage(reply, settingsPage(partner, { notice }));
  });

  app.post('/settings/reset', async (_request, reply) => {
    await partner.settings.reset();
    return reply.redirect('/settings', 303);
  });
}

/** An empty secret field means "keep it": the page never shows what is set. */
function toPatch(form: SettingsForm, oldSecrets: readonly string[]): unknown {
  const typed = form.signingSecrets.split(/[\s,]+/).filter((secret) => secret !== '');
  const kept = form.addSigningSecrets === 'yes' ? oldSecrets : [];
  return {
    platformUrl: form.platformUrl,
    tokenClientId: form.tokenClientId,
    ...(form.tokenClientSecret !== '' && { tokenClientSecret: form.tokenClientSecret }),
    ...(typed.length > 0 && { signingSecrets: [...new Set([...typed, ...kept])] }),
    ...(form.removeSigningSecrets === 'yes' && { signingSecrets: [] }),
  };
}
