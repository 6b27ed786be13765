import { sql } from 'kysely';
import { eraseOldLeads } from '#features/leads/index.ts';
import type { Config } from '#server/config.ts';
import { removeDeliveries } from './remove-deliveries.ts';
import { leastIdOf, removeWhere } from './remove-piece.ts';
import type { RemovePiece } from './remove-piece.ts';

export interface RetentionRule {
  name: string;
  /** How long; undefined: for ever. */
  days(config: Config): number | undefined;
  removePiece: RemovePiece;
}

const attempts = (config: Config) => config.ATTEMPT_RETENTION_DAYS;
const audit = (config: Config) => config.AUDIT_RETENTION_DAYS;
const aDay = () => 1;
const aMonth = () => 30;

/** Every table that needs removing, in the order in which it is done: what refers to others goes first. */
export const retentionRules: readonly RetentionRule[] = [
  {
    name: 'refused_request',
    days: (config) => config.REQUEST_LOG_RETENTION_DAYS,
    removePiece: removeWhere('refused_request', (before) => sql`at < ${before}`),
  },
  { name: 'delivery', days: attempts, removePiece: removeDeliveries },
  {
    name: 'authorization_session',
    days: attempts,
    removePiece: removeWhere('authorization_session', (before) => sql`expires_at < ${before}`),
  },
  {
    name: 'sign_in_session',
    days: aDay,
    removePiece: removeWhere('sign_in_session', (before) => sql`expires_at < ${before}`),
  },
  {
    name: 'sign_in_link',
    days: aMonth,
    removePiece: removeWhere('sign_in_link', (before) => sql`expires_at < ${before}`),
  },
  {
    name: 'sign_in_verification',
    days: aDay,
    removePiece: removeWhere('sign_in_verification', (before) => sql`expires_at < ${before}`),
  },
  {
    name: 'attempt_throttle',
    days: aDay,
    removePiece: removeWhere('attempt_throttle', (before) => sql`window_started_at < ${before}`),
  },
  {
    name: 'lead_viewer',
    days: aDay,
    removePiece: removeWhere('lead_viewer', (before) => sql`seen_at < ${before}`),
  },
  {
    name: 'event',
    days: audit,
    removePiece: removeWhere(
      'event',
      (before) => sql`id < ${leastIdOf(before)}::uuid and at < ${before}
        and not exists (select from delivery where delivery.event_id = event.id)`,
    ),
  },
  {
    name: 'audit_entry',
    days: audit,
    removePiece: removeWhere(
      'audit_entry',
      (before) => sql`id < ${leastIdOf(before)}::uuid and at < ${before}`,
    ),
  },
  { name: 'lead', days: (config) => config.LEAD_RETENTION_DAYS, removePiece: eraseOldLeads },
];
