import { Link } from '@tanstack/react-router';
import styles from './staff-tabs.module.css';

const tabs = [
  { label: 'Users', to: '/staff' },
  { label: 'API keys', to: '/staff/api-keys' },
] as const;

/** People on one side, scripts and the host platform on the other. */
export function StaffTabs({ here }: { here: (typeof tabs)[number]['label'] }) {
  return (
    <nav aria-label="Staff" className={styles['tabs']}>
      {tabs.map(({ label, to }) => (
        <Link
          key={to}
          to={to}
          className={styles['tab'] ?? ''}
          activeOptions={{ exact: label !== here, includeSearch: false }}
          preload="intent"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
