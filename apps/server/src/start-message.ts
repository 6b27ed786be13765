import type { Config } from './config.ts';
import { demoPassword, demoStaff, demoTenantUsers } from './demo/demo-tenants.ts';

/** Tells whoever ran `npm start` where to go and how to sign in. */
export function sayWhereThingsAre({
  config,
  partnerUrl,
}: {
  config: Config;
  partnerUrl: string | undefined;
}): void {
  const lines = [
    '',
    'Leads Integration Manager is ready.',
    '',
    `  Portals         ${config.PUBLIC_URL}`,
    `  Partner API     ${config.PUBLIC_URL}/docs`,
  ];
  if (partnerUrl !== undefined) {
    lines.push(
      `  Demo partner    ${partnerUrl}`,
      '',
      `Demo sign-ins, all with the password ${demoPassword}:`,
      ...[...demoStaff, ...demoTenantUsers].map(
        ({ email, role }) => `  ${email.padEnd(30)} ${role}`,
      ),
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\nCtrl-C stops everything.\n`);
}
