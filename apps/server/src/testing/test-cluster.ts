import 'vitest';

/** What the whole test run shares: one PostgreSQL server with one migrated database to clone from. */
export interface TestCluster {
  /** The migrated template; nobody stays connected to it, or it could not be cloned. */
  templateUrl: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}
