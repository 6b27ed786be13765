import { actionTable } from './action.ts';
import type { Action } from './action.ts';

/** What somebody did, to stand behind their name: "Morgan Manager saved Webhooks". Every act of the table has words. */
export const actionWords: Record<Action, string> = {
  'integration.create': 'created the integration',
  'integration.save_general': 'saved General Information',
  'integration.save_logo': 'changed the logo',
  'integration.save_job_type_mapping': 'saved Map Job Types',
  'integration.import_job_types': 'imported partner job types',
  'integration.save_extra_details': 'saved Extra Details',
  'integration.save_webhooks': 'saved Webhooks',
  'integration.save_urls': 'saved URLs',
  'integration.save_tenant_access': 'saved Tenant Access',
  'integration.activate': 'activated the integration',
  'integration.deactivate': 'deactivated the integration',
  'integration.delete': 'deleted the integration',
  'integration.restore': 'restored the integration',
  'integration.destroy_secrets': 'destroyed the secrets of the deleted integration',
  'integration.sum_hours': 'summed the figures of the list',
  'tenant.count_words': 'counted the words of tenants’ names',
  'integration.test_connection': 'tested the connection',
  'integration.try_sign_in': 'tried the sign-in',
  'integration.forget_sign_in_trial': 'forgot an old sign-in trial',
  'trade.add': 'added a trade',
  'trade.rename': 'renamed a trade',
  'trade.remove': 'removed a trade',
  'standard_job_type.add': 'added a standard job type',
  'standard_job_type.rename': 'renamed a standard job type',
  'standard_job_type.retire': 'retired a standard job type',
  'standard_job_type.restore': 'restored a standard job type',
  'standard_job_type.remove': 'removed a standard job type',
  'credential.create': 'created a partner credential',
  'credential.rotate': 'rotated a partner credential',
  'credential.revoke': 'revoked a partner credential',
  'credential.open_hand_over': 'showed the secret of a partner credential by its one-time link',
  'credential.expire_hand_over': 'ended a one-time link that nobody opened',
  'integration.send_test_event': 'sent a test event',
  'signing_key.generate': 'generated a signing key',
  'signing_key.rotate': 'rotated the signing key',
  'signing_key.reveal': 'revealed the signing key',
  'signing_key.remove': 'removed the signing key',
  'staff.create': 'added a staff user',
  'staff.read': 'read the staff list',
  'staff.reset_link': 'made a link for a new password',
  'staff.change_role': 'changed the role of a staff user',
  'staff.disable': 'disabled a staff user',
  'staff.enable': 'enabled a staff user',
  'staff.set_password': 'set a password',
  'session.sign_in': 'signed in',
  'session.sign_out': 'signed out',
  'session.revoke': 'ended the sessions of a user',
  'api_key.create': 'created an API key',
  'api_key.revoke': 'revoked an API key',
  'tenant.save': 'saved the tenant',
  'business_unit.save': 'saved a business unit',
  'tenant_job_type.save': 'saved a job type of the tenant',
  'tenant_user.save': 'saved a user of the tenant',
  'tenant_user.invite': 'invited a user of the tenant',
  'tenant_user.change_role': 'changed the role of a user of the tenant',
  'tenant_user.make_link': 'made a link for a new password',
  'tenant_user.remove': 'removed a user of the tenant',
  'agreement.publish': 'published a version of the data agreement',
  'agreement.remove_override': 'removed the data agreement of the integration',
  'agreement.restore_override': 'restored the data agreement of the integration',
  'agreement.accept': 'accepted the data agreement',
  'connection.start': 'began to connect',
  'connection.authorize': 'authorized the connection',
  'connection.answer': 'answered the connection request',
  'connection.fail': 'ended the connection request as failed',
  'connection.disconnect': 'disconnected the account',
  'tenant_mapping.save': 'saved the job type mapping',
  'capacity.save': 'saved the capacity of a business unit',
  'booking.receive': 'posted a booking',
  'booking.change': 'changed a booking',
  'lead.open': 'opened the lead',
  'lead.take': 'took the lead',
  'lead.release': 'released the lead',
  'lead.set_job_type': 'set the job type of the lead',
  'lead.erase': 'erased the personal data of the lead',
  'lead.export': 'exported leads',
  'lead.accept': 'accepted the lead',
  'lead.decline': 'declined the lead',
  'lead.schedule': 'scheduled the lead',
  'lead.reschedule': 'rescheduled the lead',
  'lead.cancel_appointment': 'canceled the appointment',
  'lead.save_estimate': 'saved the estimate',
  'lead.invoice': 'invoiced the lead',
  'lead.reopen': 'reopened the lead',
  'lead.cancel_by_customer': 'canceled the lead for the customer',
  'lead.add_note': 'added a note to the lead',
  'lead.reveal_customer': 'revealed who the customer is',
  'delivery.resend': 'resent a webhook message',
  'delivery.release': 'released waiting webhook messages',
  'services.announce': 'announced changed services',
  'accounts.announce': 'announced changed accounts',
  'availability.announce': 'announced changed availability',
  'request_log.expire': 'removed old refused requests',
  'demo.seed': 'made the demo data',
};

/** The words of an act; one that the table no longer has is told by its name. */
export function toActionWords(action: string): string {
  return action in actionWords
    ? actionWords[action as Action]
    : action.replaceAll('_', ' ').replace('.', ': ');
}

/** The acts of a group ("signing_key") or the one act itself; none for words that name neither. */
export function actionsOf(actionOrGroup: string): Action[] {
  return (Object.keys(actionTable) as Action[]).filter(
    (action) => action === actionOrGroup || action.startsWith(`${actionOrGroup}.`),
  );
}

/** Groups of acts in the table's order, by the part before the point. */
export const actionGroups: readonly string[] = [
  ...new Set(Object.keys(actionTable).map((action) => action.split('.', 1)[0] ?? action)),
];
