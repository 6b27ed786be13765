/**
 * The one closed table of acts. An act's name is the permission that is checked and the audit action that is written;
 * its `event` is what happened once it is done. Who may: `viewer < manager < admin` for staff, `office < admin < owner`
 * for tenants, `partner` for a partner's system, `platform` for the host platform, `system` for our own tasks.
 */
export const staffRoles = ['viewer', 'manager', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];
export const tenantRoles = ['office', 'admin', 'owner'] as const;
export type TenantRole = (typeof tenantRoles)[number];

interface Act {
  /** The least staff role that may; absent: no staff user may. */
  staff?: StaffRole;
  /** The least tenant role that may; absent: no tenant user may. */
  tenant?: TenantRole;
  partner?: true;
  platform?: true;
  system?: true;
}

export const actionTable = {
  'integration.create': { staff: 'manager' },
  'integration.save_general': { staff: 'manager' },
  'integration.save_logo': { staff: 'manager' },
  'integration.save_job_type_mapping': { staff: 'manager' },
  'integration.import_job_types': { staff: 'manager' },
  'integration.save_extra_details': { staff: 'manager' },
  'integration.save_webhooks': { staff: 'manager' },
  'integration.save_urls': { staff: 'manager' },
  'integration.test_connection': { staff: 'manager' },
  'integration.try_sign_in': { staff: 'manager' },
  'integration.forget_sign_in_trial': { system: true },
  'integration.save_tenant_access': { staff: 'manager' },
  'integration.activate': { staff: 'manager' },
  'integration.deactivate': { staff: 'manager' },
  'integration.delete': { staff: 'manager' },
  'integration.restore': { staff: 'manager' },
  'integration.destroy_secrets': { system: true },
  'integration.sum_hours': { system: true },
  'trade.add': { staff: 'manager' },
  'trade.rename': { staff: 'manager' },
  'trade.remove': { staff: 'manager' },
  'standard_job_type.add': { staff: 'manager' },
  'standard_job_type.rename': { staff: 'manager' },
  'standard_job_type.retire': { staff: 'manager' },
  'standard_job_type.restore': { staff: 'manager' },
  'standard_job_type.remove': { staff: 'manager' },
  'tenant.count_words': { system: true },
  'credential.create': { staff: 'manager' },
  'credential.rotate': { staff: 'manager' },
  'credential.revoke': { staff: 'manager' },
  'credential.open_hand_over': { system: true },
  'credential.expire_hand_over': { system: true },
  'integration.send_test_event': { staff: 'manager' },
  'signing_key.generate': { staff: 'manager' },
  'signing_key.rotate': { staff: 'manager' },
  'signing_key.reveal': { staff: 'manager' },
  'signing_key.remove': { staff: 'manager' },
  'staff.create': { staff: 'admin', system: true },
  'staff.read': { staff: 'admin' },
  'staff.reset_link': { staff: 'admin' },
  'staff.change_role': { staff: 'admin' },
  'staff.disable': { staff: 'admin' },
  'staff.enable': { staff: 'admin' },
  'staff.set_password': { system: true },
  'session.sign_in': { system: true },
  'session.sign_out': { system: true },
  'session.revoke': { staff: 'admin' },
  'api_key.create': { staff: 'admin' },
  'api_key.revoke': { staff: 'admin' },
  'tenant.save': { platform: true },
  'business_unit.save': { platform: true },
  'tenant_job_type.save': { platform: true },
  'tenant_user.save': { platform: true },
  'tenant_user.invite': { tenant: 'admin' },
  'tenant_user.change_role': { tenant: 'admin' },
  'tenant_user.make_link': { tenant: 'admin', platform: true },
  'tenant_user.remove': { tenant: 'admin', platform: true },
  'agreement.publish': { staff: 'manager' },
  'agreement.remove_override': { staff: 'manager' },
  'agreement.restore_override': { staff: 'manager' },
  'agreement.accept': { tenant: 'admin' },
  'connection.start': { tenant: 'admin' },
  'connection.authorize': { tenant: 'admin', system: true },
  'connection.answer': { partner: true },
  'connection.fail': { tenant: 'admin', system: true },
  'connection.refresh': { staff: 'manager', system: true },
  'connection.disconnect': { staff: 'manager', tenant: 'admin', system: true },
  'connection.save_profile_units': { tenant: 'admin' },
  'tenant_mapping.save': { tenant: 'admin' },
  'capacity.save': { tenant: 'admin', platform: true },
  'booking.receive': { partner: true },
  'booking.change': { partner: true },
  'lead.open': { tenant: 'office' },
  'lead.take': { tenant: 'office' },
  'lead.release': { tenant: 'office' },
  'lead.set_job_type': { tenant: 'office' },
  'lead.erase': { staff: 'manager', tenant: 'admin', system: true },
  'lead.export': { tenant: 'office' },
  'lead.accept': { tenant: 'office', platform: true, system: true },
  'lead.decline': { tenant: 'office', platform: true, system: true },
  'lead.schedule': { tenant: 'office', platform: true, system: true },
  'lead.reschedule': { tenant: 'office', platform: true, system: true },
  'lead.cancel_appointment': { tenant: 'office', platform: true, system: true },
  'lead.save_estimate': { tenant: 'office', system: true },
  'lead.invoice': { tenant: 'office', platform: true, system: true },
  'lead.reopen': { tenant: 'office' },
  'lead.cancel_by_customer': { tenant: 'office', partner: true, platform: true },
  'lead.add_note': { tenant: 'office' },
  'lead.reveal_customer': { staff: 'manager' },
  'delivery.resend': { staff: 'manager' },
  'delivery.pause': { staff: 'manager' },
  'delivery.resume': { staff: 'manager' },
  'delivery.recover': { staff: 'manager' },
  'delivery.cancel_recovery': { staff: 'manager' },
  'delivery.release': { system: true },
  'services.announce': { system: true },
  'accounts.announce': { system: true },
  'availability.announce': { system: true },
  'retention.remove': { system: true },
  'demo.seed': { system: true },
} as const satisfies Record<string, Act>;

export type Action = keyof typeof actionTable;

/** Who acts. `system` is our own tasks and commands. */
export type ActorKind = 'staff' | 'tenant' | 'partner' | 'platform' | 'system';
