import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const documents = globSync(
  ['*.md', 'docs/**/*.md', 'apps/*/README.md', 'apps/web/src/ui/README.md'],
  {
    cwd: rootDir,
  },
);

describe.each(documents)('%s', (file) => {
  const text = readFileSync(join(rootDir, file), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
    (match) => match[1] ?? '',
  );

  it('links and shows only what is there', () => {
    const missing = targets.filter((one) => !existsSync(join(rootDir, dirname(file), one)));
    expect(missing).toEqual([]);
  });
});
