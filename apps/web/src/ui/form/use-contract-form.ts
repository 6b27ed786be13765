import { schemaResolver, useForm } from '@mantine/form';
import type { z } from 'zod';

/**
 * A form over a body of the contract: the same schema checks it here and at the server. Values are the schema's input;
 * give every field of the form an initial value, or its server faults cannot be put on it. Read-only, the fields are
 * disabled one by one, so that what only copies or looks around still works (`SectionForm`'s `lookAround`).
 */
export function useContractForm<Schema extends z.ZodType<unknown, Record<string, unknown>>>(
  schema: Schema,
  initialValues: z.input<Schema>,
  { readOnly = false }: { readOnly?: boolean } = {},
) {
  return useForm<z.input<Schema>>({
    initialValues,
    validate: schemaResolver(schema, { sync: true }),
    enhanceGetInputProps: () => (readOnly ? { disabled: true } : {}),
  });
}
