import type { MissingPart } from '@leads/contract/integrations';
import { List, Text } from '@mantine/core';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { sectionLink, slugOf, titleOf } from '../set-up/section-slug.ts';

export interface MissingPartsProps {
  integrationId: string;
  missing: readonly MissingPart[];
  onFollow?: () => void;
}

/** What an integration still needs, each with the link to where it is mended. */
export function MissingParts({ integrationId, missing, onFollow }: MissingPartsProps) {
  return (
    <List size="sm" spacing={4}>
      {missing.map((part) => (
        <List.Item key={part.section}>
          <AnchorLink
            {...sectionLink(integrationId, slugOf(part.section))}
            onClick={onFollow}
            underline="always"
          >
            {titleOf(part.section)}
          </AnchorLink>
          <Text component="span" c="dimmed">
            {' – '}
            {part.message}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
