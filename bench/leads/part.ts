import { startInstallation } from '../frame/api-process.ts';
import type { ApiProcess, Installation } from '../frame/api-process.ts';
import type { Bar, Part } from '../frame/bar.ts';
import { inboxBars } from './inbox-lists.ts';
import { liveBars } from './live-update.ts';
import { signIn } from './office-session.ts';
import { emails, seedInbox } from './seed-inbox.ts';

/** Two people of one office, each with a page of an API process of their own. */
export interface Inbox extends Installation {
  other: ApiProcess;
  otherCookie: string;
}

const bars: readonly Bar<Inbox>[] = [...inboxBars, ...liveBars];

/** What the office waits for. */
export const leadsPart: Part<Inbox> = {
  name: 'leads',
  title: 'Leads at the desk',
  seeded:
    '1,000,000 leads with all that they are found by, of which 100,000 of one tenant; two API processes. A page counts as updated when it has read its list and the lead again, upon the hint that its stream brought.',
  async open() {
    const installation = await startInstallation(seedInbox);
    const other = await installation.startAnother();
    const [ann, ben] = await Promise.all(emails.map((email) => signIn(installation, email)));
    const place = Object.assign(installation, {
      headers: { cookie: ann ?? '' },
      other,
      otherCookie: ben ?? '',
    });
    return {
      place,
      async close() {
        await other.stop();
        await installation.close();
      },
    };
  },
  bars,
};
