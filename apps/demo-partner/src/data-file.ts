import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { RelyingParty } from './relying-parties.ts';
import { SettingsPatch } from './settings.ts';
import { StartFault } from './start-fault.ts';

const StoredData = z.object({
  signingKeys: z.array(z.looseObject({ kty: z.string() })).optional(),
  relyingParties: z.array(RelyingParty).optional(),
  settings: SettingsPatch.optional(),
  /** Entries of the provider that must outlive a restart: grants and refresh tokens. */
  grants: z
    .array(
      z.object({
        model: z.string(),
        id: z.string(),
        payload: z.record(z.string(), z.unknown()),
        expiresAt: z.number().optional(),
      }),
    )
    .optional(),
});
type StoredData = z.infer<typeof StoredData>;

export interface DataFile {
  read(): StoredData;
  /** Replaces the given members. Resolves when they are on disk; without a path they stay in memory. */
  update(patch: Partial<StoredData>): Promise<void>;
  /** Resolves when nothing waits to be written. */
  flush(): Promise<void>;
}

/**
 * Opens the file that keeps the partner's state, readable by its owner alone.
 * @throws StartFault with a sentence that names the file when it cannot be understood.
 */
export async function openDataFile(path: string | undefined): Promise<DataFile> {
  let data: StoredData = path === undefined ? {} : await load(path);
  let running: Promise<void> = Promise.resolve();
  let queued: Promise<void> | undefined;
  return {
    read: () => data,
    async update(patch) {
      data = { ...data, ...patch };
      if (path === undefined) return;
      // One write after the other, and one for all changes that came while another ran.
      queued ??= running.then(() => {
        queued = undefined;
        const write = store(path, data);
        running = write.catch(() => undefined);
        return write;
      });
      await queued;
    },
    async flush() {
      await queued;
      await running;
    },
  };
}

async function load(path: string): Promise<StoredData> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  try {
    return StoredData.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartFault(
      `The demo partner's data file ${path} cannot be read. Mend it, or remove it to start afresh.`,
      { cause },
    );
  }
}

async function store(path: string, data: StoredData): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(data, null, 2), { mode: 0o600 });
  await rename(draft, path);
}
