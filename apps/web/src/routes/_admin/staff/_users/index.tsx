import { createFileRoute } from '@tanstack/react-router';

/** The list alone, with nobody open beside it. */
export const Route = createFileRoute('/_admin/staff/_users/')({ component: () => null });
