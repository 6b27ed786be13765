import type { WebhookPath } from '@leads/contract/test-events';
import type { TenantDetails } from '../publish/tenant-details.ts';

export interface SampleFacts {
  /** `TEST-…`: webhook-id and statusUpdateId. */
  id: string;
  nowSeconds: number;
  /** Some of the partner's own job types, so that its system knows what it reads. */
  services: readonly { serviceId: string; name: string }[];
}

const dayS = 86_400;
const hourS = 3_600;
const accountId = 'test-account';
const profileId = 'test-profile';
const partnerBookingId = 'TEST-booking';

const tenant: TenantDetails = {
  id: '01981f5e-7a00-7000-8000-00000000face',
  name: 'Test tenant',
  address: {
    streetAddress: '1 Test Street',
    locality: 'Phoenix',
    region: 'AZ',
    postalCode: '85004',
    country: 'US',
  },
  telephone: '+16025550100',
  email: 'office@tenant.example',
};

/** A message of each kind as partners really get it, about the built-in test account. */
export function toSampleBody(path: WebhookPath, facts: SampleFacts): object {
  const { id: statusUpdateId, nowSeconds: timestamp, services } = facts;
  const start = timestamp + dayS - (timestamp % hourS);
  const lead = (status: string, eventData: object = {}) => ({
    partnerBookingId,
    accountId,
    profileId,
    statusUpdateId,
    status,
    timestamp,
    eventData: { ...eventData, leadDeliveredTimestamp: timestamp - 10 * 60 },
  });
  const about = { statusUpdateId, timestamp, accountId };
  switch (path) {
    case '/leads/accepted':
      return lead('Accepted');
    case '/leads/declined':
      return lead('Declined', { reason: 'OUTSIDE_AREA' });
    case '/leads/appointment_scheduled':
      return lead('AppointmentScheduled', { scheduledStartTimestamp: start });
    case '/leads/appointment_rescheduled':
      return lead('AppointmentRescheduled', { scheduledStartTimestamp: start + dayS });
    case '/leads/appointment_canceled':
      return lead('AppointmentCanceled', { scheduledStartTimestamp: start });
    case '/leads/invoiced':
      return lead('Invoiced', invoice);
    case '/accounts/updated':
      return { ...about, requestId: statusUpdateId, status: 'CONNECTED', tenant };
    case '/profiles/updated':
      return { ...about, profiles: [{ id: profileId, name: 'Test profile', active: true }] };
    case '/services/updated':
      return { ...about, profileId, services: services.map((one) => ({ ...one, active: true })) };
    case '/availability/updated':
      return {
        ...about,
        profileId,
        slots: services.map(({ serviceId }, index) => ({
          serviceId,
          startSec: start + index * 2 * hourS,
          durationSec: 2 * hourS,
          spotsOpen: 1,
          spotsTotal: 2,
        })),
      };
  }
}

const invoice = {
  invoiceNumber: 'TEST-invoice',
  currency: 'USD',
  subTotal: '238.00',
  tax: '20.47',
  total: '258.47',
  items: [
    {
      sku: 'TEST-DIAG',
      description: 'Diagnosis',
      quantity: '1',
      unitPrice: '89.00',
      totalPrice: '89.00',
    },
    {
      sku: 'TEST-LABOR',
      description: 'Labor, hours',
      quantity: '2',
      unitPrice: '74.50',
      totalPrice: '149.00',
    },
  ],
};
