import { newId } from '#platform/id.ts';

/** What belongs to one tenant: ids that stand in addresses and bodies. */
export interface TenantIds {
  tenantId: string;
  integrationId: string;
  connectionId: string;
  leadId: string;
  userId: string;
  businessUnitId: string;
  jobTypeId: string;
  standardJobTypeId: string;
}

const version = { version: 1 };
const startAt = '2026-12-01T10:00:00-07:00';

/** A valid body for each write of the tenant API, naming things of one tenant wherever it can name any. */
export const tenantSampleBodies: Record<string, (ids: TenantIds) => object> = {
  acceptAgreement: () => ({ agreementId: newId() }),
  startAuthorization: () => ({}),
  startPairing: () => ({}),
  acceptLead: () => version,
  addLeadNote: () => ({ kind: 'note', text: 'Walk' }),
  cancelAppointment: () => version,
  cancelLeadByCustomer: () => version,
  declineLead: () => ({ ...version, reason: 'SPAM' }),
  invoiceLead: () => ({
    ...version,
    invoiceNumber: newId(),
    invoicedOn: '2026-12-02',
    tax: '0',
  }),
  releaseLead: () => ({ takenById: newId() }),
  reopenLead: () => version,
  rescheduleLead: () => ({ ...version, startAt, durationSec: 3600 }),
  saveEstimate: () => ({ ...version, lines: [] }),
  scheduleLead: ({ jobTypeId, businessUnitId }) => ({
    ...version,
    startAt,
    durationSec: 3600,
    tenantJobTypeId: jobTypeId,
    businessUnitId,
  }),
  setJobType: ({ jobTypeId, businessUnitId }) => ({
    ...version,
    tenantJobTypeId: jobTypeId,
    businessUnitId,
  }),
  takeLead: () => ({ takenById: null }),
  saveAvailability: () => ({ version: 0, capacity: { week: [], changedDays: [] } }),
  saveProfileUnits: ({ businessUnitId }) => ({
    profiles: [{ profileId: 'profile', before: [], businessUnitIds: [businessUnitId] }],
  }),
  saveTenantMapping: ({ standardJobTypeId, jobTypeId, businessUnitId }) => ({
    version: 0,
    rows: [
      {
        standardJobTypeId,
        tenantJobTypeIds: [jobTypeId],
        businessUnitIds: [businessUnitId],
      },
    ],
  }),
  inviteTenantUser: () => ({ name: 'Walk', email: `${newId()}@example.com`, role: 'office' }),
  changeTenantUserRole: () => ({ role: 'admin' }),
};
