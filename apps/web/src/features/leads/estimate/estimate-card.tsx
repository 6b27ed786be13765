import type { Lead } from '@leads/contract/lead';
import { useCallback, useState } from 'react';
import { EstimateEditor } from './estimate-editor.tsx';

export interface EstimateCardProps {
  tenantId: string;
  lead: Lead;
  onUnsaved: (unsaved: boolean) => void;
  /** Opens the invoice's dialog; after the first invoice this is the only way to a further one. */
  onConvert: () => void;
}

/** The estimate's lines; a new version of the lines by somebody else is offered, never mixed in. */
export function EstimateCard(props: EstimateCardProps) {
  const current = JSON.stringify(props.lead.estimate);
  const [loaded, setLoaded] = useState(current);
  const [unsaved, setUnsaved] = useState(false);
  if (current !== loaded && !unsaved) setLoaded(current);
  const { onUnsaved: tellPage } = props;
  const onUnsaved = useCallback(
    (next: boolean): void => {
      setUnsaved(next);
      tellPage(next);
    },
    [tellPage],
  );
  return (
    <EstimateEditor
      key={loaded}
      {...props}
      onUnsaved={onUnsaved}
      newer={current !== loaded}
      onLoadNewer={() => {
        onUnsaved(false);
        setLoaded(current);
      }}
    />
  );
}
