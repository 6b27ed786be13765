import { sql } from 'kysely';
import type { Context } from '#platform/act/context.ts';
import { removeInTransaction } from './remove-piece.ts';
import type { Place } from './remove-piece.ts';
import type { RetentionRule } from './retention-rules.ts';

/** Where a run that was cut off goes on. */
export interface Unfinished {
  rule: string;
  place: Place | undefined;
  /** What it removed before, and how long that took. */
  removed: number;
  durationMs: number;
}

export interface RunOptions {
  rules: readonly RetentionRule[];
  unfinished?: Unfinished | undefined;
  /** Asked between pieces: whether the time of this run is over. */
  isOver(): boolean;
  rowsPerPiece?: number;
}

const dayMs = 86_400_000;
const rowsPerPieceDefault = 1_000;

/** Applies the rules one after the other and notes each that is through; answers where to go on when its time ends first. */
export async function runRules(ctx: Context, options: RunOptions): Promise<Unfinished | undefined> {
  const { rules, unfinished } = options;
  const first = Math.max(
    0,
    rules.findIndex(({ name }) => name === unfinished?.rule),
  );
  for (const rule of rules.slice(first)) {
    const days = rule.days(ctx.config);
    if (days === undefined) continue;
    const before = new Date(ctx.clock.now().getTime() - days * dayMs);
    const begun = rule.name === unfinished?.rule ? unfinished : undefined;
    const result = await runRule(ctx, { ...options, rule, before, begun });
    if (!result.isThrough) return result.unfinished;
    await noteRun(ctx, result.unfinished);
  }
  return undefined;
}

interface RuleRun extends RunOptions {
  rule: RetentionRule;
  before: Date;
  begun: Unfinished | undefined;
}

async function runRule(
  ctx: Context,
  { rule, before, begun, isOver, rowsPerPiece: rows = rowsPerPieceDefault }: RuleRun,
): Promise<{ isThrough: boolean; unfinished: Unfinished }> {
  const startedMs = performance.now();
  let { place, removed } = begun ?? { place: undefined, removed: 0 };
  const result = (isThrough: boolean) => {
    const durationMs = Math.round((begun?.durationMs ?? 0) + performance.now() - startedMs);
    return { isThrough, unfinished: { rule: rule.name, place, removed, durationMs } };
  };
  for (;;) {
    if (isOver()) return result(false);
    const piece = await rule.removePiece(ctx, { before, from: place, rows });
    removed += piece.removed;
    place = piece.next;
    if (place === undefined) return result(true);
  }
}

async function noteRun(ctx: Context, { rule, removed, durationMs }: Unfinished): Promise<void> {
  await removeInTransaction(ctx, (tx) =>
    tx
      .insertInto('retention_run')
      .values({
        rule,
        finished_at: ctx.clock.now(),
        duration_ms: durationMs,
        removed,
        removed_total: removed,
      })
      .onConflict((conflict) =>
        conflict.column('rule').doUpdateSet((eb) => ({
          finished_at: eb.ref('excluded.finished_at'),
          duration_ms: eb.ref('excluded.duration_ms'),
          removed: eb.ref('excluded.removed'),
          removed_total: sql<number>`retention_run.removed_total + excluded.removed_total`,
        })),
      )
      .execute(),
  );
  ctx.log.info({ rule, removed, durationMs }, 'retention.applied');
}
