import { expect, it } from 'vitest';
import { issuersOf } from './issuers-of.ts';

it.each([
  ['https://p.example/.well-known/openid-configuration', 'https://p.example'],
  ['https://p.example/tenant/a/.well-known/openid-configuration', 'https://p.example/tenant/a'],
  ['https://p.example:8443/.well-known/openid-configuration', 'https://p.example:8443'],
  ['https://p.example/.well-known/oauth-authorization-server', 'https://p.example'],
  [
    'https://p.example/.well-known/oauth-authorization-server/tenant/a',
    'https://p.example/tenant/a',
  ],
  ['https://p.example/.well-known/openid-configuration/tenant/a', 'https://p.example/tenant/a'],
])('derives the issuer of %s', (endpoint, issuer) => {
  expect(issuersOf(endpoint)).toEqual([issuer, `${issuer}/`]);
});

it.each([
  'https://p.example',
  'https://p.example/oidc/config.json',
  'https://p.example/.well-known/openid-configuration?tenant=a',
  'https://p.example/.well-known/openid-configurations',
  'not an address',
])('finds none for %s', (endpoint) => {
  expect(issuersOf(endpoint)).toEqual([]);
});
