import { PARTNER_ACCOUNTS } from '../accounts.ts';
import type { BookingForm } from '../bookings/booking-form.ts';
import type { Partner } from '../partner.ts';
import type { PlatformResult } from '../platform-client.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { json, resultLine } from './parts.ts';

export interface BookingSent {
  readonly booking: unknown;
  readonly result: PlatformResult;
}

export function bookingsPage(partner: Partner, form: BookingForm, sent?: BookingSent): Html {
  return page({
    path: '/bookings',
    title: 'Send a booking',
    lead: `Posts to ${partner.settings.current().platformUrl}/api/integrations/bookings with a real token.`,
    body: html`${sent && sentPanel(form, sent)} ${knownIds(partner)}
      <form method="post" action="/bookings" class="card stack">
        ${slotFields(form)} ${customerFields(form)} ${addressFields(form)} ${detailFields(form)}
        <div class="actions">
          <button class="primary" type="submit">Send booking</button>
          <a class="button" href="/bookings">Start anew with fresh ids</a>
        </div>
      </form>`,
  });
}

function sentPanel(form: BookingForm, { booking, result }: BookingSent): Html {
  const hidden = Object.entries(form).map(
    ([name, value]) =>
      value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<section class="card" aria-labelledby="sent-title" id="sent">
    <h2 id="sent-title" tabindex="-1">What the platform answered</h2>
    <p role="status">${resultLine(result)}</p>
    ${result.outcome === 'answered' && json(result.body ?? '(no body)')}
    <details>
      <summary>Request</summary>
      ${json(booking)}
    </details>
    <form method="post" action="/bookings" class="actions">
      ${hidden}<button type="submit">Send the same again</button>
      <span class="muted">The same token with the same body gives the first answer again.</span>
    </form>
  </section>`;
}

function knownIds(partner: Partner): Html {
  const paired = partner.pairing.list().filter((entry) => entry.status === 'COMPLETED');
  const accounts = [
    ...PARTNER_ACCOUNTS.map(({ accountId, name, profiles }) => ({ id: accountId, name, profiles })),
    ...paired.map((entry) => entry.account),
    {
      id: 'test-account',
      name: 'Test tenant',
      profiles: [{ id: 'test-profile', name: 'Test profile' }],
    },
  ];
  return html`<datalist id="account-ids">
      ${accounts.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
    </datalist>
    <datalist id="profile-ids">
      ${accounts.flatMap(({ profiles }) => profiles).map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
    </datalist>`;
}

function field(
  form: BookingForm,
  name: keyof BookingForm,
  label: string,
  attributes: Html = html``,
): Html {
  return html`<label>${label}<input name="${name}" value="${form[name]}" ${attributes} /></label>`;
}

function slotFields(form: BookingForm): Html {
  return html`<fieldset class="fields">
    <legend>Booking</legend>
    ${field(form, 'idempotencyToken', 'idempotencyToken', html`class="mono"`)}
    ${field(form, 'partnerBookingId', 'partnerBookingId', html`class="mono"`)}
    ${field(form, 'accountId', 'Account id', html`class="mono" list="account-ids"`)}
    ${field(form, 'profileId', 'Profile id', html`class="mono" list="profile-ids"`)}
    ${field(form, 'serviceId', 'Service id (partner job type)', html`class="mono"`)}
    ${field(form, 'start', 'Wanted time, UTC (optional)', html`type="datetime-local"`)}
    ${field(form, 'durationMinutes', 'Duration, minutes', html`type="number" min="0"`)}
    <label class="check"
      ><input type="checkbox" name="test" value="yes" ${form.test === 'yes' && html` checked`} />
      Test booking</label
    >
  </fieldset>`;
}

function customerFields(form: BookingForm): Html {
  return html`<fieldset class="fields">
    <legend>Customer</legend>
    ${field(form, 'givenName', 'Given name')} ${field(form, 'familyName', 'Family name')}
    ${field(form, 'telephone', 'Telephone', html`type="tel"`)}
    ${field(form, 'email', 'E-mail', html`inputmode="email"`)}
  </fieldset>`;
}

function addressFields(form: BookingForm): Html {
  return html`<fieldset class="fields">
    <legend>Address</legend>
    ${field(form, 'streetAddress', 'Street address')}
    ${field(form, 'addressLine2', 'Address line 2')} ${field(form, 'locality', 'City')}
    ${field(form, 'region', 'State')} ${field(form, 'postalCode', 'Postal code')}
    ${field(form, 'country', 'Country')}
  </fieldset>`;
}

function detailFields(form: BookingForm): Html {
  return html`<fieldset class="fields two">
    <legend>Details</legend>
    <label>Description<textarea name="description" rows="3">${form.description}</textarea></label>
    <label
      >Extra details, one “name = value” per line<textarea
        class="mono"
        name="extraDetails"
        rows="3"
      >
${form.extraDetails}</textarea>
    </label>
  </fieldset>`;
}
