import { previewJobTypes, type JobTypePreview } from '@leads/contract/job-types';
import { useEffect, useRef, useState } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { upload } from '#web/api/upload.ts';

/** The way of a file: chosen, on its way, read by the server, reviewed. */
export type UploadState =
  | { step: 'choose'; refused?: CallProblem | undefined }
  | { step: 'send'; file: File; sent: number; total: number }
  | { step: 'review'; file: File; review: JobTypePreview };

/** Sends a file to be reviewed. It is kept, so that it can be reviewed again without being chosen again. */
export function useReviewUpload(integrationId: string) {
  const [state, setState] = useState<UploadState>({ step: 'choose' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const send = async (file: File): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ step: 'send', file, sent: 0, total: file.size });
    const body = new FormData();
    body.append('file', file);
    try {
      const review = await upload(previewJobTypes, {
        params: { id: integrationId },
        body,
        signal: controller.signal,
        onProgress: (sent, total) => setState({ step: 'send', file, sent, total }),
      });
      setState({ step: 'review', file, review });
    } catch (err) {
      if (controller.signal.aborted) return;
      setState({ step: 'choose', refused: toCallProblem(err) });
    }
  };
  return {
    state,
    send: (file: File) => void send(file),
    refuse: (refused: CallProblem) => setState({ step: 'choose', refused }),
    drop: () => {
      running.current?.abort();
      setState({ step: 'choose' });
    },
  };
}
