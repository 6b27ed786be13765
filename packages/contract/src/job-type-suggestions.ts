import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams } from './page.ts';

/** One answer holds no more proposals than this, the surest ones. */
export const proposalsMax = 5_000;

export const ProposedType = z.object({
  standardJobTypeId: Id,
  confidence: z.number().min(0).max(1),
  matched: z.array(z.string()).meta({
    description: "words of the partner's name and category that spoke for it, in lower case",
  }),
  otherPartners: z.number().int().meta({
    description: 'how many other integrations map a job type of this name and category so',
  }),
});
export type ProposedType = z.output<typeof ProposedType>;

export const MappingProposal = z.object({
  partnerJobTypeId: Id,
  options: z.array(ProposedType).min(1).max(3).meta({ description: 'the likeliest first' }),
});
export type MappingProposal = z.output<typeof MappingProposal>;

export const suggestMappings = defineEndpoint({
  surface: 'admin',
  tag: 'Job types',
  method: 'GET',
  url: '/api/admin/integrations/:id/job-type-mapping/suggestions',
  summary: 'Proposals for the partner job types that are not mapped',
  description: 'Changes nothing; a person accepts or rejects each, and saves the mapping.',
  params: IdParams,
  reply: z.object({
    proposals: z.array(MappingProposal).meta({ description: 'the surest first' }),
    unmappedCount: z.number().int(),
    moreCount: z.number().int().meta({ description: 'proposals that this answer leaves out' }),
  }),
});
