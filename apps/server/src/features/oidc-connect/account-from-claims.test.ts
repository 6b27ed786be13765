import { expect, it } from 'vitest';
import { accountFromClaims } from './account-from-claims.ts';
import { SignInFault } from './sign-in-fault.ts';

it('takes the profiles that the partner names', () => {
  expect(
    accountFromClaims({
      sub: 'a',
      name: ' Acme ',
      profiles: [{ id: 'p1', name: 'One' }, { id: 2 }],
    }),
  ).toEqual({
    id: 'a',
    name: 'Acme',
    profiles: [
      { id: 'p1', name: 'One' },
      { id: '2', name: '' },
    ],
    areProfilesAssumed: false,
  });
});

it.each([undefined, null, []])(
  'makes the account its own profile when the claim is %j',
  (profiles) => {
    expect(accountFromClaims({ sub: 'a', name: 'Acme', profiles })).toEqual({
      id: 'a',
      name: 'Acme',
      profiles: [{ id: 'a', name: 'Acme' }],
      areProfilesAssumed: true,
    });
  },
);

it.each(['x', {}, [{ name: 'no id' }], [{ id: '' }], ['p1']])(
  'refuses profiles that cannot be read: %j',
  (profiles) => {
    expect(() => accountFromClaims({ sub: 'a', profiles })).toThrow(SignInFault);
  },
);

it('refuses an account id that no booking could name', () => {
  expect(accountFromClaims({ sub: 'x'.repeat(200) }).id).toHaveLength(200);
  expect(() => accountFromClaims({ sub: 'x'.repeat(201) })).toThrow(/200/);
});
