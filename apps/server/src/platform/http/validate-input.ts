import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { FieldFault } from '@leads/contract/problem';
import { toFaultWords } from './fault-words.ts';
import { toPointer } from './json-pointer.ts';

/** So many faults are told one by one; a body may hold tens of thousands. */
const faultsMax = 100;
/** Names of properties are the caller's, and may be as long as a body. */
const pointerLengthMax = 300;

/** Params, query or body are not what their schema says; Fastify adds which of them. */
export class InvalidInput extends Error {
  readonly faults: FieldFault[];
  validationContext?: string;

  constructor(faults: FieldFault[]) {
    super('the input does not match its schema');
    this.name = 'InvalidInput';
    this.faults = faults;
  }
}

/** Parses by the endpoint's own schema, so that handlers get its output; every fault is told at once, by RFC 6901 pointer. */
export const compileValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const result = schema.safeParse(data, { error: toFaultWords });
    if (result.success) return { value: result.data };
    return { error: new InvalidInput(toFaults(result.error.issues)) };
  };

function toFaults(issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  const told = issues.slice(0, faultsMax).map(({ path, message }) => ({
    pointer: toPointer(...path.map(String)).slice(0, pointerLengthMax),
    message,
  }));
  const rest = issues.length - told.length;
  return rest === 0
    ? told
    : [...told, { pointer: '', message: `${rest} more values are not valid` }];
}
