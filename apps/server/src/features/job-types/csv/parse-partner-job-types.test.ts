import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from './catalogue.ts';
import { parsePartnerJobTypes } from './parse-partner-job-types.ts';
import { defuseCell, readCell } from './spreadsheet-cell.ts';
import { writeCsv, writeTemplate } from './write-csv.ts';

const entry = (id: string, name: string, trade: string) => ({
  id,
  name,
  trade,
  isRetired: false,
  formerNames: [] as string[],
});
const catalogue = createCatalogue(
  [
    { ...entry('ac', 'Repair AC', 'HVAC'), formerNames: ['Fix AC', 'Rekey'] },
    entry('inspect-1', 'Inspection', 'HVAC'),
    entry('inspect-2', 'Inspection', 'Roofing'),
    entry('drain', 'Unclog Drain', 'Plumbing'),
    entry('rekey', 'Rekey', 'Locksmith'),
    { ...entry('sweep', 'Chimney Sweep', 'Chimney'), isRetired: true },
  ],
  [{ name: 'Climate', trade: 'HVAC' }],
);
const header = 'Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type';

const parse = (text: string | Uint8Array) =>
  parsePartnerJobTypes(typeof text === 'string' ? Buffer.from(text) : text, catalogue);

describe('what is read', () => {
  it('reads ids, names, categories and mappings', async () => {
    const { rows, faults } = await parse(
      `${header}\na,AC Broken,Cooling,HVAC,repair ac\nb,Clog,,,Unclog Drain\nc,Other,,,none\nd,Alone,,,\n`,
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { line: 2, partnerId: 'a', name: 'AC Broken', category: 'Cooling', standardJobTypeId: 'ac' },
      { line: 3, partnerId: 'b', name: 'Clog', category: '', standardJobTypeId: 'drain' },
      { line: 4, partnerId: 'c', name: 'Other', category: '', standardJobTypeId: null },
      { line: 5, partnerId: 'd', name: 'Alone', category: '' },
    ]);
  });

  it.each([
    ['semicolons', Buffer.from('Partner Job Type ID;Partner Job Type Name\na;"One; two"\n')],
    ['tabs', Buffer.from('Partner Job Type ID\tPartner Job Type Name\na\tOne; two\n')],
    [
      'a byte order mark',
      Buffer.from('\u{FEFF}Partner Job Type ID,Partner Job Type Name\na,One; two\n'),
    ],
    [
      'UTF-16 LE',
      Buffer.from('\u{FEFF}Partner Job Type ID;Partner Job Type Name\na;"One; two"\n', 'utf16le'),
    ],
    [
      'UTF-16 BE',
      Buffer.from(
        '\u{FEFF}Partner Job Type ID,Partner Job Type Name\na,One; two\n',
        'utf16le',
      ).swap16(),
    ],
    [
      'other order and case',
      Buffer.from('PARTNER JOB TYPE NAME,partner job type id\nOne; two,a\n'),
    ],
  ])('accepts %s', async (_name, bytes) => {
    expect((await parse(bytes)).rows).toEqual([
      { line: 2, partnerId: 'a', name: 'One; two', category: '' },
    ]);
  });

  it.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
  ])(
    'keeps line breaks between quotes and names each row by its first line (%s)',
    async (_name, eol) => {
      const lines = [
        header,
        `a,"Two${eol}lines",,,`,
        '',
        `b,"",,,`,
        `c,"x${eol}${eol}y",,,`,
        'd,D,,,',
      ];
      const { rows, faults } = await parse(lines.join(eol));
      expect(rows.map((row) => [row.line, row.name])).toEqual([
        [2, `Two${eol}lines`],
        [6, `x${eol}${eol}y`],
        [9, 'D'],
      ]);
      expect(faults.map(({ line }) => line)).toEqual([5]);
    },
  );

  it('reads its own template', async () => {
    const { rows, faults } = await parse(writeTemplate());
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(2);
  });
});

describe('what is refused as a whole', () => {
  it.each([
    ['an empty file', '', 'empty'],
    ['only a first line', `${header}\n`, 'no rows'],
    ['no id column', 'Name,Category\na,b\n', '"Partner Job Type ID"'],
    [
      'a binary file',
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0x00]),
      'not a text file',
    ],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'not a text file'],
    ['quotes that do not close', `${header}\na,"never closed,,,\nb,c,,,`, 'quotation mark'],
    [
      'more than 50,000 rows',
      `${header}\n${Array.from({ length: 50_001 }, (_, index) => `${index},n,,,`).join('\n')}`,
      '50,000',
    ],
  ])('refuses %s in words', async (_name, text, words) => {
    await expect(parse(text)).rejects.toMatchObject({
      code: 'file_refused',
      detail: expect.stringContaining(words),
    });
  });

  it('takes exactly 50,000 rows', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `${index},n,,,`);
    expect((await parse(`${header}\n${lines.join('\n')}`)).rows).toHaveLength(50_000);
  });
});

describe('what is a fault of one row', () => {
  it.each([
    [',Name,,,', 'Partner Job Type ID', 'missing'],
    ['x,,,,', 'Partner Job Type Name', 'missing'],
    ['first,Again,,,', 'Partner Job Type ID', 'Line 2 has this id already'],
    ['1.2E+11,Name,,,', 'Partner Job Type ID', 'rounded'],
    ['"1,2E+11",Name,,,', 'Partner Job Type ID', 'rounded'],
    ['x,Name,,,Repair Spaceship', 'Standard Job Type', 'no such standard job type'],
    ['x,Name,,Space,Repair AC', 'Trade', 'no such trade'],
    ['x,Name,,,Chimney Sweep', 'Standard Job Type', 'retired'],
    ['x,Name,,Plumbing,Repair AC', 'Standard Job Type', 'belongs to HVAC'],
    ['x,Name,,,Inspection', 'Trade', 'Several trades'],
    [`${'i'.repeat(129)},Name,,,`, 'Partner Job Type ID', '128'],
    [`x,${'n'.repeat(201)},,,`, 'Partner Job Type Name', '200'],
    [`x,Name,${'c'.repeat(101)},,`, 'Category', '100'],
  ])('names line, column and reason of %s', async (line, column, reason) => {
    const { rows, faults } = await parse(`${header}\nfirst,First,,,\n${line}\n`);
    expect(rows).toHaveLength(1);
    expect(faults).toEqual([
      { line: 3, column, value: expect.any(String), reason: expect.stringContaining(reason) },
    ]);
  });

  it('takes values at their limits', async () => {
    const { faults } = await parse(
      `${header}\n${'i'.repeat(128)},${'n'.repeat(200)},${'c'.repeat(100)},HVAC,Inspection\n`,
    );
    expect(faults).toEqual([]);
  });
});

describe('cells that a spreadsheet would run', () => {
  it.each(['=1+1', '+1', '-1', '@sum', "'=1", "''-x"])('defuses %s and reads it back', (value) => {
    expect(defuseCell(value)).toBe(`'${value}`);
    expect(readCell(defuseCell(value))).toBe(value);
  });

  it('leaves other cells alone', () => {
    for (const value of ["it's", "'quoted'", '1', '']) expect(defuseCell(value)).toBe(value);
  });
});

const cell = (max: number) =>
  fc
    .string({ minLength: 1, maxLength: max, unit: 'grapheme-composite' })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '' && [...text].length <= max && text === text.trim());

it('reads back exactly what it wrote, whatever the names', async () => {
  const row = fc.record({
    partnerId: cell(128).filter((id) => !/^\d([.,]\d+)?E\+\d+$/i.test(id)),
    name: cell(200),
    category: fc.oneof(fc.constant(''), cell(100)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: (one) => one.partnerId }),
      async (list) => {
        const csv = writeCsv(list.map((one) => ({ ...one, trade: '', standardJobType: '' })));
        const { rows, faults } = await parse(csv);
        expect(rows.map(({ line: _line, ...one }) => one)).toEqual(list);
        expect(faults).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

it('never throws anything but a refusal, whatever the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const file = Buffer.concat([Buffer.from(`${header}\n`), bytes]);
      const [outcome] = await Promise.allSettled([parse(file)]);
      const refusal =
        outcome.status === 'rejected' ? (outcome.reason as { code?: string }).code : 'none';
      expect(['none', 'file_refused']).toContain(refusal);
    }),
    { numRuns: 300 },
  );
});

describe('names that changed', () => {
  it.each([
    ['a former name', 'a,A,,,fix ac', 'ac'],
    ['a former name of the trade', 'a,A,,climate,Repair AC', 'ac'],
    ['a former name that another trade uses now', 'a,A,,HVAC,Rekey', 'ac'],
    ['a name of now that another type had before', 'a,A,,Locksmith,Rekey', 'rekey'],
  ])('finds a type by %s', async (_what, line, id) => {
    const { rows, faults } = await parse(`${header}\n${line}\n`);
    expect(faults).toEqual([]);
    expect(rows[0]?.standardJobTypeId).toBe(id);
  });

  it('refuses a retired type by name, but lets what is mapped to it stay', async () => {
    const file = Buffer.from(`${header}\na,A,,,Chimney Sweep\n`);
    expect((await parsePartnerJobTypes(file, catalogue)).faults).toMatchObject([
      { line: 2, column: 'Standard Job Type', reason: expect.stringMatching(/retired/) },
    ]);
    const elsewhere = new Map([['a', 'ac']]);
    expect((await parsePartnerJobTypes(file, catalogue, elsewhere)).faults).toHaveLength(1);
    const there = new Map([['a', 'sweep']]);
    expect(await parsePartnerJobTypes(file, catalogue, there)).toMatchObject({
      faults: [],
      rows: [{ standardJobTypeId: 'sweep' }],
    });
  });
});
