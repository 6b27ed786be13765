import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import * as api from '@leads/contract';
import { Problem } from '@leads/contract/problem';
import { requirePermission } from '#platform/act/change.ts';
import { contextOf, mount } from '#platform/http/mount.ts';
import { applyJobTypes } from './apply-job-types.ts';
import { writeTemplate } from './csv/write-csv.ts';
import { exportJobTypes } from './export-job-types.ts';
import { getJobTypeMapping, listTrades } from './get-job-type-mapping.ts';
import { previewJobTypes } from './preview-job-types.ts';
import { listJobTypeReviewRows, readBadRows } from './read-review.ts';
import { saveJobTypeMapping } from './save-job-type-mapping.ts';
import { suggestMappings } from './suggest/suggest-mappings.ts';

export function jobTypeRoutes(app: FastifyInstance): void {
  mount(app, api.listTrades, async ({ ctx }) => listTrades(ctx));
  mount(app, api.getJobTypeMapping, async ({ ctx, params }) => getJobTypeMapping(ctx, params.id));
  mount(app, api.saveJobTypeMapping, async ({ ctx, params, body }) =>
    saveJobTypeMapping(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.suggestMappings, async ({ ctx, params }) => suggestMappings(ctx, params.id));
  mount(app, api.previewJobTypes, async ({ ctx, params, request }) => {
    // Before the file is read: whoever may not import shall not send ten megabytes first.
    requirePermission(ctx, 'integration.import_job_types');
    return previewJobTypes(ctx, { integrationId: params.id, bytes: await readUpload(request) });
  });
  mount(app, api.applyJobTypes, async ({ ctx, params, body }) =>
    applyJobTypes(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.listJobTypeReviewRows, async ({ ctx, params, query }) =>
    listJobTypeReviewRows(ctx, { ...params, ...query }),
  );
  app.route({
    method: 'GET',
    url: api.jobTypeTemplateUrl,
    schema: { hide: true } as object,
    config: { surface: 'admin' },
    handler: async (_request, reply) =>
      sendCsv(reply, { fileName: 'partner-job-types-template.csv', csv: writeTemplate() }),
  });
  app.route({
    method: 'GET',
    url: '/api/admin/integrations/:id/job-types.csv',
    schema: { hide: true, params: z.object({ id: z.uuid() }) } as object,
    config: { surface: 'admin' },
    handler: async (request, reply) => {
      const { id } = request.params as { id: string };
      return sendCsv(reply, await exportJobTypes(contextOf(request), id));
    },
  });
  const PreviewParams = api.listJobTypeReviewRows.schema.params;
  app.route({
    method: 'GET',
    url: '/api/admin/integrations/:id/job-types/previews/:previewId/bad-rows.csv',
    schema: { hide: true, params: PreviewParams } as object,
    config: { surface: 'admin' },
    handler: async (request, reply) => {
      const { id, previewId } = request.params as { id: string; previewId: string };
      const review = { integrationId: id, previewId };
      const csv = await readBadRows(contextOf(request), review);
      return sendCsv(reply, { fileName: 'partner-job-types-errors.csv', csv });
    },
  });
}

/** @throws Problem `file_refused` without a file, `payload_too_large` above 10 MB */
async function readUpload(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) {
    throw new Problem('unsupported_media_type', {
      detail: 'Send the file as multipart/form-data in the field "file".',
    });
  }
  const part = await request.file({ limits: { fileSize: api.csvBytesMax } });
  if (part === undefined) {
    throw new Problem('file_refused', { detail: 'No file was sent. Choose a .csv file.' });
  }
  if (!part.filename.toLowerCase().endsWith('.csv')) {
    throw new Problem('file_refused', {
      detail: `"${part.filename}" is not a .csv file. In your spreadsheet choose "Save as" and the type CSV UTF-8.`,
    });
  }
  try {
    return await part.toBuffer();
  } catch (err) {
    throw new Problem('payload_too_large', {
      detail: 'The file is larger than 10 MB. Leave out what this partner does not offer.',
      cause: err,
    });
  }
}

function sendCsv(reply: FastifyReply, { fileName, csv }: { fileName: string; csv: string }) {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(csv);
}
