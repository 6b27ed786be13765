const askAdmin = 'Ask an administrator of this platform.';

/** Codes that end a company sign-in, ours and the sign-in library's, as what happened and what to do. */
const words: Record<string, string> = {
  disabled: `Your access here is switched off. ${askAdmin}`,
  no_role: `None of your company groups has a role here. ${askAdmin}`,
  signup_disabled: `Nobody with your e-mail address is known here. ${askAdmin}`,
  account_not_linked:
    'Your company did not say that your e-mail address is verified, so we cannot tell who you are here. Ask whoever runs the company sign-in.',
  unable_to_link_account: `Somebody else here has your e-mail address. ${askAdmin}`,
  email_not_found:
    'Your company did not tell us your e-mail address. Ask whoever runs the company sign-in.',
  access_denied: 'You, or your company, did not allow the sign-in. Try again, or use another way.',
};

const restart = 'The sign-in took too long or was begun in another tab or browser. Begin again.';
const restarts = [
  'state_mismatch',
  'state_not_found',
  'please_restart_the_process',
  'invalid_callback_request',
  'no_code',
];

/** What a failed company sign-in is told as. */
export function toSsoErrorWords(code: string): string {
  if (restarts.includes(code)) return restart;
  return (
    words[code] ??
    'Your company’s sign-in answered something that we cannot use. Try again; if it stays, ask an administrator of this platform.'
  );
}
