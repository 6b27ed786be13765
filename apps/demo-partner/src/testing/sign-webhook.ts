import { Webhook } from 'standardwebhooks';

/** Signs as the platform does; several secrets give several signatures, as during a rotation. */
export function signWebhook(options: {
  body: string;
  id?: string;
  secrets: readonly string[];
  at?: Date;
}) {
  const { body, id = 'msg-1', secrets, at = new Date() } = options;
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
