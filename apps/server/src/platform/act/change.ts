import type { Action } from '@leads/contract/action';
import { Problem } from '@leads/contract/problem';
import { newId } from '#platform/id.ts';
import { mayAct } from './actor.ts';
import { writableDatabase } from './context.ts';
import type { Context, Tx } from './context.ts';
import { withoutSecretColumns } from './secret-columns.ts';

export interface AuditNote {
  subject: { kind: string; id: string };
  integrationId?: string | null;
  tenantId?: string | null;
  /** The state before and after, for the diff people read. Never personal data of homeowners. */
  before?: object | null;
  after?: object | null;
}

/** Says why an act leaves no audit row. */
export interface NoAudit {
  readonly noAudit: string;
}

export function noAudit(reason: string): NoAudit {
  return { noAudit: reason };
}

export interface Changed<T> {
  value: T;
  /** Several where one act is done to many things at once: a row for each. */
  audit: AuditNote | readonly AuditNote[] | NoAudit;
}

/**
 * The one door to a transaction: checks that the actor may do the act, runs the work, writes the audit row, commits.
 * What the work throws rolls everything back.
 * @throws Problem `forbidden` when the action table does not let the actor do this
 */
export async function change<T>(
  ctx: Context,
  action: Action,
  work: (tx: Tx) => Promise<Changed<T>>,
): Promise<T> {
  requirePermission(ctx, action);
  return writableDatabase(ctx)
    .transaction()
    .execute(async (tx) => {
      const { value, audit } = await work(tx);
      if (!('noAudit' in audit)) await writeAudit(tx, ctx, { action, notes: [audit].flat() });
      return value;
    });
}

/**
 * The other door, for intake alone: one transaction for the same act of many callers. Nothing of it is audited, as the
 * work says why.
 * @throws Problem `forbidden` when one of the actors may not do this
 */
export async function changeBatch<T>(
  contexts: readonly Context[],
  action: Action,
  work: (tx: Tx) => Promise<{ value: T; audit: NoAudit }>,
): Promise<T> {
  const [first] = contexts;
  if (first === undefined) throw new Error('a batch of nobody');
  for (const ctx of contexts) requirePermission(ctx, action);
  const { value } = await writableDatabase(first).transaction().execute(work);
  return value;
}

/** @throws Problem `forbidden` */
export function requirePermission(ctx: Context, action: Action): void {
  if (mayAct(ctx.actor, action)) return;
  ctx.log.info({ action, actorKind: ctx.actor.kind, actorId: ctx.actor.id }, 'act refused');
  throw new Problem('forbidden', {
    detail: 'Your role does not allow this. Ask somebody whose role does.',
  });
}

async function writeAudit(
  tx: Tx,
  ctx: Context,
  { action, notes }: { action: Action; notes: readonly AuditNote[] },
): Promise<void> {
  if (notes.length === 0) throw new Error('an act without audit rows must say why by noAudit');
  await tx
    .insertInto('audit_entry')
    .values(
      notes.map((note) => ({
        id: newId(),
        actor_kind: ctx.actor.kind,
        actor_id: ctx.actor.id,
        actor_name: ctx.actor.name,
        action,
        integration_id: note.integrationId ?? null,
        tenant_id: note.tenantId ?? null,
        subject_kind: note.subject.kind,
        subject_id: note.subject.id,
        before: toJson(note.before),
        after: toJson(note.after),
        request_id: ctx.requestId,
      })),
    )
    .execute();
}

function toJson(value: object | null | undefined): string | null {
  return value === null || value === undefined ? null : JSON.stringify(withoutSecretColumns(value));
}
