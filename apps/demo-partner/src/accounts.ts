/** The one password of every demo account; the login page shows it. */
export const DEMO_PASSWORD = 'partner-demo-1';

export interface PartnerProfile {
  readonly id: string;
  readonly name: string;
}

export interface PartnerAccount {
  readonly username: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly profiles: readonly PartnerProfile[];
}

/** The businesses that have a listing at this partner and can sign in. */
export const PARTNER_ACCOUNTS: readonly PartnerAccount[] = [
  {
    username: 'desert-breeze',
    accountId: 'ACME-10042',
    name: 'Desert Breeze Air & Plumbing',
    email: 'owner@desert-breeze.example',
    profiles: [
      { id: 'ACME-10042-PHX', name: 'Desert Breeze - Phoenix' },
      { id: 'ACME-10042-TUS', name: 'Desert Breeze - Tucson' },
    ],
  },
  {
    username: 'pipe-masters',
    accountId: 'ACME-10057',
    name: 'Pipe Masters Plumbing',
    email: 'office@pipe-masters.example',
    profiles: [{ id: 'ACME-10057-CHI', name: 'Pipe Masters - Chicago' }],
  },
  {
    username: 'bright-spark',
    accountId: 'ACME-10063',
    name: 'Bright Spark Electric',
    email: 'hello@bright-spark.example',
    profiles: [
      { id: 'ACME-10063-ATL', name: 'Bright Spark - Atlanta' },
      { id: 'ACME-10063-SAV', name: 'Bright Spark - Savannah' },
    ],
  },
];

export function findAccountById(accountId: string): PartnerAccount | undefined {
  return PARTNER_ACCOUNTS.find((account) => account.accountId === accountId);
}

export function findAccountByUsername(username: string): PartnerAccount | undefined {
  const wanted = username.trim().toLowerCase();
  return PARTNER_ACCOUNTS.find((account) => account.username === wanted);
}
