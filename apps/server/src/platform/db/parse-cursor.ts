import { z } from 'zod';
import { Problem } from '@leads/contract/problem';
import { decodeCursor } from './page-cursor.ts';

/** A sort value of a cursor: text that SQL can take. */
export const SortText = z.string().regex(/^\P{Cc}*$/u);

/**
 * A cursor whose values have the shape that the list's SQL takes.
 * @throws Problem `invalid_request`
 */
export function parseCursor<Values extends z.ZodTuple>(
  cursor: string,
  shape: Values,
): z.output<Values> {
  const parsed = shape.safeParse(decodeCursor(cursor, shape.def.items.length));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid_request', {
    detail: 'The cursor is not one of this list. Begin again without a cursor.',
    errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}
