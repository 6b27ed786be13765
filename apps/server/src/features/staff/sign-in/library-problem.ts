import { fieldProblem, Problem } from '@leads/contract/problem';
import { passwordLengthMax, passwordLengthMin } from '@leads/contract/session';

/** A refusal of the sign-in library: its status, and `code` and `message` of its body where it has them. */
export interface LibraryRefusal {
  path: string;
  status: number;
  code: string | undefined;
}

const wrongPassword = 'The e-mail address or the password is not right. Check both and try again.';
const passwordLength = `Use ${passwordLengthMin} to ${passwordLengthMax} characters.`;

/** The library's refusals in our words; what a wrong e-mail address answers is what a wrong password answers. */
export function toLibraryProblem({ path, status, code }: LibraryRefusal): Problem {
  switch (code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
      return new Problem('invalid_credentials', { detail: wrongPassword });
    case 'INVALID_EMAIL':
      return fieldProblem('/email', 'Enter your e-mail address.');
    case 'INVALID_PASSWORD':
      return fieldProblem('/currentPassword', 'This is not your present password.');
    case 'PASSWORD_TOO_SHORT':
    case 'PASSWORD_TOO_LONG':
      // At sign-in no password of another length can be right.
      return path === '/sign-in/email'
        ? new Problem('invalid_credentials', { detail: wrongPassword })
        : fieldProblem('/newPassword', passwordLength);
    case 'disabled':
      return new Problem('forbidden', {
        detail: 'Your access is switched off. Ask an administrator.',
      });
    case 'no_role':
      return new Problem('forbidden', {
        detail: 'You have no role here. Ask an administrator to add you.',
      });
    case 'SESSION_NOT_FRESH':
      return new Problem('unauthenticated', {
        detail: 'You signed in a while ago. Sign in again to do this.',
      });
    default:
      return byStatus(status, code);
  }
}

function byStatus(status: number, code: string | undefined): Problem {
  if (code?.includes('ORIGIN') === true || code?.includes('CROSS_SITE') === true) {
    return new Problem('origin_refused', {
      detail: 'Changes are taken from our own pages only. Open the portal there.',
    });
  }
  if (status === 401) return new Problem('unauthenticated', { detail: 'Sign in and try again.' });
  if (status === 403) return new Problem('forbidden', { detail: 'This is not allowed.' });
  if (status === 404)
    return new Problem('not_found', { detail: 'There is nothing at this address.' });
  if (status === 415)
    return new Problem('unsupported_media_type', { detail: 'Send the body as JSON.' });
  if (status < 500)
    return new Problem('invalid_request', { detail: 'The request is not complete or not valid.' });
  return new Problem('internal', {
    detail: 'Signing in failed on our side. Try again; if it stays, report the request id.',
    cause: new Error(`the sign-in library answered ${status} ${code ?? ''}`),
  });
}
