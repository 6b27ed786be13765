import { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

/** What a caller reads about a value that its schema gives no words of its own for: always what to send. */
export function toFaultWords(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue);
    case 'invalid_value':
      return `Send ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return sizeWords(issue.origin, { bound: issue.maximum, few: 'at most', number: 'or less' });
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'This is empty. Send a value'
        : sizeWords(issue.origin, { bound: issue.minimum, few: 'at least', number: 'or more' });
    case 'invalid_format':
      return formatWords[issue.format] ?? 'This has a form that is not taken here';
    case 'not_multiple_of':
      return `Send a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `These properties are not known here: ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return `The name of this property cannot be taken. ${issue.issues[0]?.message ?? ''}`.trim();
    default:
      return 'This is not a value that is taken here';
  }
}

const kindWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function typeWords({ expected, input }: Extract<RawIssue, { code: 'invalid_type' }>): string {
  const wanted = kindWords[expected] ?? expected;
  if (input === undefined) return `This is missing. Send ${wanted}`;
  const kind = z.core.util.parsedType(input);
  const got = kind === 'boolean' ? String(input) : (kindWords[kind] ?? kind);
  return got === wanted || expected === 'int' ? `Send ${wanted}` : `Send ${wanted}, not ${got}`;
}

const unitWords: Record<string, string> = {
  string: ' characters',
  array: ' items',
  file: ' bytes',
};

function sizeWords(
  origin: string,
  { bound, few, number }: { bound: number | bigint; few: string; number: string },
): string {
  const unit = unitWords[origin];
  return unit === undefined ? `Send ${bound} ${number}` : `Send ${few} ${bound}${unit}`;
}

const formatWords: Record<string, string> = {
  uuid: 'Send a UUID',
  email: 'Send an e-mail address',
  url: 'Send an address such as https://example.com',
  date: 'Send a date such as 2026-11-24',
  datetime: 'Send a date and time with its zone, such as 2026-11-24T09:30:00Z',
};
