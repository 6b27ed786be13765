import { z } from 'zod';

/** Query of every list: an opaque cursor from the page before, and how many rows. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** A page of rows. `total` is exact up to 10,000 and absent beyond it. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    items: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.number().int().optional().meta({ description: 'absent above 10,000' }),
  });
}

/** In lower case, as the database and every address write it. */
export const Id = z.uuid().toLowerCase().meta({ description: 'UUID (version 7)' });
export const IdParams = z.object({ id: Id });
/** An instant as RFC 3339 with offset. */
export const Instant = z.iso.datetime({ offset: true });
/** The reply of acts that have nothing to say. */
export const Done = z.object({ done: z.literal(true) });
/** Version of a section or a lead: the save is refused with `changed_meanwhile` when it is not the current one. */
export const Version = z.number().int().min(0);

/** Spans of time that lists offer, counted back from now. */
export const timeSpans = ['24h', '7d', '30d'] as const;
export type TimeSpan = (typeof timeSpans)[number];
