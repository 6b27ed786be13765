import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/tenant/$tenantId/')({
  beforeLoad: ({ params }) => {
    throw redirect({ href: `/tenant/${params.tenantId}/leads`, replace: true });
  },
});
