import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_admin/integrations/')({
  component: RouteComponent,
});

function RouteComponent() {
  return <div>Hello "/_admin/integrations/"!</div>;
}
