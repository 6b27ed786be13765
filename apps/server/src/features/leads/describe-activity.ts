import { z } from 'zod';
import { declineReasonLabels, declineReasons } from '@leads/contract/leads';

/** What the timeline's lines are worded from; every fact is there only where its act writes it. */
const Detail = z.object({
  startAt: z.string().optional(),
  fromStartAt: z.string().optional(),
  reason: z.enum(declineReasons).optional(),
  invoiceNumber: z.string().optional(),
  asSent: z.boolean().optional(),
  total: z.string().optional(),
  currency: z.string().optional(),
  lines: z.number().optional(),
  kind: z.enum(['note', 'called_no_answer']).optional(),
  changed: z.array(z.string()).optional(),
  jobType: z.string().nullable().optional(),
  businessUnit: z.string().nullable().optional(),
});
type Detail = z.output<typeof Detail>;

const actWords: Record<string, string> = {
  'booking.receive': 'Received the lead',
  'booking.change': 'Changed what the customer wants',
  'lead.accept': 'Accepted the lead',
  'lead.decline': 'Declined the lead',
  'lead.schedule': 'Scheduled an appointment',
  'lead.reschedule': 'Moved the appointment',
  'lead.cancel_appointment': 'Canceled the appointment',
  'lead.set_job_type': 'Set the job type',
  'lead.erase': 'Erased the personal data',
  'lead.save_estimate': 'Saved the estimate',
  'lead.invoice': 'Converted the estimate to an invoice',
  'lead.reopen': 'Reopened the lead',
  'lead.cancel_by_customer': 'Noted that the customer canceled',
  'lead.add_note': 'Added a note',
};

/** The act in words, without its particulars. */
export function describeAct(act: string): string {
  return actWords[act] ?? act;
}

/** One line of the timeline; instants are told in the tenant's zone. */
export function describeActivity({
  act,
  detail,
  timeZone,
}: {
  act: string;
  detail: unknown;
  timeZone: string;
}): string {
  const parsed = Detail.safeParse(detail);
  const particulars = parsed.success ? describeDetail(act, parsed.data, timeZone) : undefined;
  if (act === 'lead.add_note' && parsed.data?.kind === 'called_no_answer') {
    return 'Called the customer, no answer';
  }
  if (act === 'lead.invoice' && parsed.data?.asSent === true) {
    return `Recorded the invoice: ${particulars}`;
  }
  return particulars === undefined ? describeAct(act) : `${describeAct(act)}: ${particulars}`;
}

function describeDetail(act: string, detail: Detail, timeZone: string): string | undefined {
  const { startAt, fromStartAt, reason, invoiceNumber, total, currency, lines, changed } = detail;
  switch (act) {
    case 'booking.change':
      return changed?.join(', ');
    case 'lead.decline':
      return reason === undefined ? undefined : declineReasonLabels[reason];
    case 'lead.schedule':
    case 'lead.cancel_appointment':
    case 'lead.cancel_by_customer':
      return startAt === undefined ? undefined : toLocal(startAt, timeZone);
    case 'lead.reschedule':
      if (startAt === undefined || fromStartAt === undefined) return undefined;
      return `from ${toLocal(fromStartAt, timeZone)} to ${toLocal(startAt, timeZone)}`;
    case 'lead.set_job_type':
      return [detail.jobType, detail.businessUnit].map((name) => name ?? 'not known').join(', ');
    case 'lead.save_estimate':
      return lines === undefined ? undefined : `${lines} ${lines === 1 ? 'line' : 'lines'}`;
    case 'lead.invoice':
      return invoiceNumber === undefined ? undefined : `${invoiceNumber}, ${total} ${currency}`;
    default:
      return undefined;
  }
}

function toLocal(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(instant));
}
