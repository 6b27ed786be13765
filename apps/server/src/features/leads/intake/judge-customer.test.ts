import { describe, expect, it } from 'vitest';
import { judgeCustomer } from './judge-customer.ts';

const pointersOf = (list: { pointer: string }[]) => list.map(({ pointer }) => pointer);
const telephone = '/userInformation/telephone';
const email = '/userInformation/email';

describe('one way to reach the customer', () => {
  it.each([
    ['a telephone number', { telephone: '+16025550137' }, []],
    ['one in national form', { telephone: '(602) 555-0137' }, []],
    ['one with an extension', { telephone: '602-555-0137 ext. 12' }, []],
    ['an e-mail address', { email: 'maria@example.com' }, []],
    ['an address beyond ASCII', { email: 'josé@müller.example' }, []],
    [
      'a bad number beside a good address',
      { telephone: '12', email: 'm@example.com' },
      [telephone],
    ],
    ['a bad address beside a good number', { telephone: '+16025550137', email: 'no' }, [email]],
    ['a number of the right length that is not in use', { telephone: '000-000-0000' }, [telephone]],
  ])('takes %s', (_name, information, warned) => {
    const { faults, warnings } = judgeCustomer(information, 'US');
    expect(faults).toEqual([]);
    expect(pointersOf(warnings)).toEqual(warned);
  });

  it.each([
    ['nothing', undefined, ['/userInformation']],
    ['null', null, ['/userInformation']],
    ['a name alone', { name: 'Maria' }, ['/userInformation']],
    ['blanks', { telephone: ' ', email: '' }, ['/userInformation']],
    ['words for a number', { telephone: 'call me' }, [telephone]],
    ['a number too short', { telephone: '555' }, [telephone]],
    ['no e-mail address', { email: 'maria@' }, [email]],
    ['neither', { telephone: '12', email: 'maria at example.com' }, [telephone, email]],
  ])('refuses %s', (_name, information, pointers) => {
    const { faults, warnings } = judgeCustomer(information, 'US');
    expect(pointersOf(faults)).toEqual(pointers);
    expect(warnings).toEqual([]);
  });
});

describe('what is kept', () => {
  it('reads numbers without a country in the region of the address', () => {
    expect(judgeCustomer({ telephone: '020 7946 0018' }, 'GB').value).toMatchObject({
      telephone: '020 7946 0018',
      telephoneE164: '+442079460018',
      telephoneDigits: ['02079460018', '02079460018', '442079460018'],
    });
  });

  it.each([
    [{ name: 'Maria Alvarez', givenName: 'M' }, 'Maria Alvarez'],
    [{ givenName: 'Maria', familyName: 'Alvarez' }, 'Maria Alvarez'],
    [{ familyName: ' Alvarez ', givenName: null }, 'Alvarez'],
    [{}, ''],
  ])('makes of %j the name %j', (information, name) => {
    expect(judgeCustomer(information, 'US').value.name).toBe(name);
  });
});
