import type { z } from 'zod';
import type { Notice } from './parts.ts';

export function toFaultNotice(error: z.ZodError): Notice {
  const text = error.issues.map((issue) => `${issue.path.join(' ')}: ${issue.message}`).join(' · ');
  return { tone: 'bad', text: `Not saved. ${text}` };
}
