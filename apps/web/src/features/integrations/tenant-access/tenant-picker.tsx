import { Button, Group, Input, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClipboardList } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toCountedWords, toTotalWords } from '#web/ui/show/count-words.ts';
import {
  changeAccess,
  changedTenants,
  noAccessChanges,
  toAccessLists,
  type AccessChanges,
} from './access-changes.ts';
import { ChangedTenants } from './changed-tenants.tsx';
import { PasteIdsDialog } from './paste-ids-dialog.tsx';
import { accessTenantsQuery, type Tenant } from './queries.ts';
import { TenantRow } from './tenant-row.tsx';
import styles from './tenant-picker.module.css';

export interface TenantPickerProps {
  integrationId: string;
  /** As saved. */
  enabledCount: number;
  changes: AccessChanges;
  onChange: (changes: AccessChanges) => void;
  error: ReactNode;
  readOnly: boolean;
}

/** `changes`: what is not saved yet, to look through and take back. */
type View = 'all' | 'enabled' | 'changes';

/** Finds tenants at the server as one types; their Enabled toggles outlive the search until Save. */
export function TenantPicker(props: TenantPickerProps) {
  const { integrationId, enabledCount, changes, onChange, error, readOnly } = props;
  const [view, setView] = useState<View>(enabledCount > 0 ? 'enabled' : 'all');
  const [search, setSearch] = useState('');
  const [isPasting, pasting] = useDisclosure(false);
  const { enable, disable } = toAccessLists(changes);
  const toggle = (tenant: Tenant, enabled: boolean): void =>
    onChange(changeAccess(changes, [tenant], enabled));
  const enabledAfter = enabledCount + enable.length - disable.length;
  return (
    <Input.Wrapper error={error} data-path="enable">
      <Stack gap="sm">
        <Group gap="sm">
          <SegmentedControl
            aria-label="Which tenants are listed"
            value={view}
            onChange={(next) => setView(next as View)}
            data={[
              { value: 'all', label: 'All' },
              { value: 'enabled', label: `Enabled · ${enabledAfter.toLocaleString()}` },
              { value: 'changes', label: `Changes · ${changes.size.toLocaleString()}` },
            ]}
          />
          <div className={styles['search']}>
            <SearchBox label="Search tenants by name…" value={search} onChange={setSearch} />
          </div>
          {!readOnly && (
            <Button
              variant="default"
              leftSection={<IconClipboardList size={18} />}
              onClick={pasting.open}
            >
              Paste ids
            </Button>
          )}
        </Group>
        {view === 'changes' ? (
          <ChangedTenants changes={changes} search={search} onToggle={toggle} />
        ) : (
          <TenantList
            integrationId={integrationId}
            search={search}
            view={view}
            changes={changes}
            readOnly={readOnly}
            onToggle={toggle}
          />
        )}
        <Group gap="sm" mih={30}>
          <Text component="output" c="dimmed">
            {changes.size > 0 && `${toCountedWords(changes.size, 'change')} to save`}
          </Text>
          {changes.size > 0 && (
            <Button variant="subtle" size="xs" onClick={() => onChange(noAccessChanges)}>
              Take all back
            </Button>
          )}
        </Group>
      </Stack>
      <PasteIdsDialog
        integrationId={integrationId}
        changes={changes}
        opened={isPasting}
        onClose={pasting.close}
        onEnable={(tenants) => {
          onChange(changeAccess(changes, tenants, true));
          setView('changes');
        }}
      />
    </Input.Wrapper>
  );
}

interface TenantListProps {
  integrationId: string;
  search: string;
  view: View;
  changes: AccessChanges;
  readOnly: boolean;
  onToggle: (tenant: Tenant, enabled: boolean) => void;
}

function TenantList({ integrationId, search, view, changes, readOnly, onToggle }: TenantListProps) {
  const enabledOnly = view === 'enabled';
  const query = useInfiniteQuery(accessTenantsQuery(integrationId, { search, enabledOnly }));
  if (query.error !== null && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <Stack gap="xs" aria-busy>
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={44} />
        ))}
      </Stack>
    );
  }
  const found = query.data.pages.flatMap((page) => page.items);
  const tenants = enabledOnly ? withAdded(found, { changes, search }) : found;
  const total = query.data.pages[0]?.total;
  if (tenants.length === 0) return <Text c="dimmed">{emptyWords(search, enabledOnly)}</Text>;
  return (
    <>
      <ul className={styles['list']} data-busy={query.isPlaceholderData || undefined}>
        {tenants.map((tenant) => (
          <TenantRow
            key={tenant.id}
            tenant={tenant}
            enabled={changes.get(tenant.id)?.enabled ?? tenant.enabled}
            changed={changes.has(tenant.id)}
            readOnly={readOnly}
            onToggle={(enabled) => onToggle(tenant, enabled)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Group gap="md">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
          <Text c="dimmed">
            {found.length.toLocaleString()} of {toTotalWords(total)}
          </Text>
        </Group>
      )}
    </>
  );
}

/** Tenants that will be enabled with the next save stand first among the enabled ones. */
function withAdded(
  found: readonly Tenant[],
  { changes, search }: { changes: AccessChanges; search: string },
): Tenant[] {
  const added = changedTenants(changes, search)
    .filter(({ enabled }) => enabled)
    .map(({ tenant }) => tenant);
  // While the enabled ones are on their way, `found` still holds those of the search before.
  const known = new Set(added.map(({ id }) => id));
  return [...added, ...found.filter(({ id }) => !known.has(id))];
}

function emptyWords(search: string, enabledOnly: boolean): string {
  if (search !== '') return 'No tenant has such a name.';
  return enabledOnly
    ? 'No tenant is enabled yet. Search under All, and turn Enabled on.'
    : 'No tenants here yet.';
}
