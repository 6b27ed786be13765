import { NotFoundState } from '#web/ui/page/not-found-state.tsx';
import { ShellOrBare } from './in-shell.tsx';

/** Stands for an address without a page. */
export function RouteNotFound() {
  return (
    <ShellOrBare>
      <NotFoundState />
    </ShellOrBare>
  );
}
