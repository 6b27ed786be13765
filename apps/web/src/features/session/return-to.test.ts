import { expect, it } from 'vitest';
import { toReturnPath } from './return-to.ts';

it.each([
  [undefined, '/'],
  ['/integrations?search=a#b', '/integrations?search=a#b'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?returnTo=/sign-in', '/'],
  ['integrations', '/'],
])('after signing in, %o leads to %o and never to another site', (returnTo, path) => {
  expect(toReturnPath(returnTo, 'http://localhost:4600')).toBe(path);
});
