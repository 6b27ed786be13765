/** Why the embedded PostgreSQL cannot run; the message is a sentence for the person at the terminal. */
export class EmbeddedPostgresFault extends Error {
  readonly reason: EmbeddedPostgresFaultReason;

  constructor(reason: EmbeddedPostgresFaultReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresFault';
    this.reason = reason;
  }
}

export type EmbeddedPostgresFaultReason =
  | 'platform_without_binaries'
  | 'root_refused'
  | 'not_the_owner'
  | 'folder_unusable'
  | 'held_by_another_start'
  | 'other_major_version'
  | 'settings_unreadable'
  | 'port_busy'
  | 'initdb_failed'
  | 'password_refused'
  | 'start_failed'
  | 'start_too_slow';
