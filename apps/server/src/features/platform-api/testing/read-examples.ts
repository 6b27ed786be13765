import { readFileSync } from 'node:fs';

export interface Example {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** What the page shows of the answer. */
  answer: unknown;
}

/**
 * The calls of a page of the docs: each `curl` with the JSON below it. Reads no more of the shell than the pages use:
 * quotes, `$NAME` in double ones, lines that go on behind a backslash.
 */
export function readExamples(file: URL): ((names: Record<string, string>) => Example)[] {
  const text = readFileSync(file, 'utf8');
  const pairs = text.matchAll(/```sh\n(curl [\s\S]*?)```\s*```json\n([\s\S]*?)```/g);
  return [...pairs].map(
    ([, command = '', answer = '']) =>
      (names) =>
        toExample(splitWords(command, names), JSON.parse(answer)),
  );
}

function splitWords(command: string, names: Record<string, string>): string[] {
  const parts = command.matchAll(/\\\n|\s+|'([^']*)'|"([^"]*)"|([^\s'"]+)/g);
  return [...parts].flatMap(([, single, double, bare]) => {
    if (double !== undefined) {
      return [double.replaceAll(/\$([A-Z_]+)/g, (_whole, name: string) => names[name] ?? '')];
    }
    const word = single ?? bare;
    return word === undefined ? [] : [word];
  });
}

function toExample(words: string[], answer: unknown): Example {
  const example: Example = { method: 'GET', path: '', headers: {}, body: undefined, answer };
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    if (word.startsWith('/')) {
      example.path = word;
      continue;
    }
    if (word === '-X') example.method = value;
    else if (word === '-H') {
      const [name = '', ...rest] = value.split(': ');
      example.headers[name.toLowerCase()] = rest.join(': ');
    } else if (word === '-d' || word === '--data-binary') example.body = value;
    else throw new Error(`an example uses ${word}, which this does not know`);
    at += 1;
  }
  return example;
}
