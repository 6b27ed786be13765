import { expect, it } from 'vitest';
import { decodeCursor, toPage } from './page-cursor.ts';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const cursorOf = ({ id }: { id: string }) => [id];

it('ends a page where the next one begins, when there is a row more', () => {
  const page = toPage(rows, { limit: 2, cursorOf, total: 3 });
  expect(page).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], total: 3 });
  expect(decodeCursor(page.nextCursor ?? '')).toEqual(['b']);
});

it('has no further page when the rows just fill it, and no total when nobody counted so far', () => {
  expect(toPage(rows, { limit: 3, cursorOf, total: undefined })).toEqual({
    items: rows,
    nextCursor: null,
  });
  expect(toPage([], { limit: 3, cursorOf, total: 0 })).toEqual({
    items: [],
    nextCursor: null,
    total: 0,
  });
});
