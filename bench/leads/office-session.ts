import type { Installation } from '../frame/api-process.ts';
import { password } from './seed-inbox.ts';

/** The cookie of a person of the office, signed in as the page does. */
export async function signIn({ http, origin }: Installation, email: string): Promise<string> {
  const { statusCode, headers, body } = await http.request({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    headers: {
      'content-type': 'application/json',
      origin: origin.replace('127.0.0.1', 'localhost'),
    },
    body: JSON.stringify({ email, password }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`signing in answered ${statusCode}: ${text}`);
  const cookies = [headers['set-cookie'] ?? []].flat();
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}
