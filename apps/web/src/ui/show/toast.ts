import { notifications } from '@mantine/notifications';

/** Says in one sentence what a change did elsewhere ("42 tenants will see the new name"). Not for what is seen anyway. */
export function toast(message: string): void {
  notifications.show({ message, autoClose: 6000, closeButtonProps: { 'aria-label': 'Close' } });
}

/** Says why an act without a form or dialog of its own was refused. Stays until closed. */
export function toastProblem(problem: { title: string; detail: string }): void {
  notifications.show({
    title: problem.title,
    message: problem.detail === problem.title ? '' : problem.detail,
    color: 'red',
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
