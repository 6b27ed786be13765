-- The data-sharing agreement that tenants accept where an integration has no text of its own.
insert into agreement (id, integration_id, version, title, body) values (
  '01981f5e-7a00-7000-8000-000000000001',
  null,
  1,
  'Data-sharing agreement for lead partners',
  'This agreement is between your company ("you") and the operator of this platform ("we"). It covers the exchange of data with the partner whose integration you are about to connect ("the partner"). Only an owner or administrator of your company can accept it.

What the partner receives from us. When you connect: your company''s name, address, telephone number, e-mail address and website, so that the partner can find your account. While you are connected: whether your account is connected, which business profiles and services are active, your open times where you share availability, and for each lead that the partner sent you whether you accepted or declined it (with the reason you chose), the times of its appointments, and the items, prices, taxes and totals of the invoices you make for it. Nothing about customers or jobs that did not come from the partner is shared.

What you receive from the partner. Leads with the customer''s name, contact data, address, the wanted service and time, and further details that the partner adds. You may use them to contact the customer about the requested work and to carry it out. You may not sell them or pass them on, except to people who help you do that work.

Customers'' personal data. You and the partner each answer for your own use of it under the privacy laws that apply to you, including requests of customers to see, correct or erase their data. We handle it on your behalf, keep it encrypted in transit, show customers'' contact data to our staff only where it is needed and recorded, and erase it on your request.

The partner''s own terms. Fees, lead prices, refunds and the quality of leads are matters between you and the partner, under the contract you have with it. This agreement does not change that contract.

Ending it. You can disconnect at any time in the portal. From then on the partner sends you no more leads and receives no new account, service or availability data. Leads that are already with you stay workable, and their outcomes are still reported to the partner, so that both sides can settle them.

Changes. If this text changes, your connections keep working under the version you accepted; before you connect again, the new version is shown to you for acceptance. We record who accepted which version and when, and you can read it here at any time.'
);
