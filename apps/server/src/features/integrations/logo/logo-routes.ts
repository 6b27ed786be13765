import type { FastifyInstance, FastifyRequest } from 'fastify';
import { logoBytesMax } from '@leads/contract/integration-general';
import * as api from '@leads/contract/integrations';
import { Id } from '@leads/contract/page';
import { Problem } from '@leads/contract/problem';
import { systemActor } from '#platform/act/actor.ts';
import { requirePermission } from '#platform/act/change.ts';
import { mount } from '#platform/http/mount.ts';
import { findLogo } from './find-logo.ts';
import { fileRefused, removeLogo, saveLogo } from './save-logo.ts';
import type { UploadedFile } from './save-logo.ts';

/** Saving a logo is for staff; anybody who is signed in may see it. */
export function logoRoutes(app: FastifyInstance): void {
  mount(app, api.saveLogo, async ({ ctx, params, request }) => {
    requirePermission(ctx, 'integration.save_logo');
    return saveLogo(ctx, { integrationId: params.id, file: await readFile(request) });
  });
  mount(app, api.removeLogo, async ({ ctx, params }) => removeLogo(ctx, params.id));
  app.get<{ Params: { integrationId: string; file: string } }>(
    '/api/logos/:integrationId/:file',
    { config: { surface: 'session' } },
    async (request, reply) => {
      if (request.identity === undefined) {
        throw new Problem('unauthenticated', { detail: 'Sign in to see this picture.' });
      }
      const png = await readLogo(request);
      return reply
        .type('image/png')
        .headers({
          'cache-control': 'private, max-age=31536000, immutable',
          'content-disposition': 'inline',
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        })
        .send(png);
    },
  );
}

async function readLogo(
  request: FastifyRequest<{ Params: { integrationId: string; file: string } }>,
): Promise<Buffer> {
  const { integrationId, file } = request.params;
  const sha256 = /^([0-9a-f]{64})\.png$/.exec(file)?.[1];
  const png =
    sha256 === undefined || !Id.safeParse(integrationId).success
      ? undefined
      : await findLogo(request.makeContext(systemActor('Logos')).db, { integrationId, sha256 });
  if (png === undefined) throw new Problem('not_found', { detail: 'There is no such logo.' });
  return png;
}

/** @throws Problem `unsupported_media_type` when it is no form, `file_refused` without a file or over 1 MB */
async function readFile(request: FastifyRequest): Promise<UploadedFile> {
  if (!request.isMultipart()) {
    throw new Problem('unsupported_media_type', {
      detail: 'Send the logo as multipart/form-data, in the field "file".',
    });
  }
  const part = await request.file({
    limits: { fileSize: logoBytesMax, files: 1 },
    throwFileSizeLimit: false,
  });
  if (part === undefined || part.fieldname !== 'file') {
    throw fileRefused('Choose a file: the form has none in the field "file".');
  }
  const bytes = await part.toBuffer();
  if (part.file.truncated) throw fileRefused('The file is larger than 1 MB. Use a smaller one.');
  return { fileName: part.filename, bytes };
}
