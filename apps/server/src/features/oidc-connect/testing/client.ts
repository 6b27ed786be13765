/** Our registration at the providers of the tests; the secret needs the form encoding of RFC 6749 §2.3.1. */
export const clientId = 'leads-client';
export const clientSecret = 'a client secret / with + signs';
