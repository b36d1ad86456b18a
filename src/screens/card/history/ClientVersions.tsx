import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ClientVersion } from '../../../../workers/data/card/card.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { importTitle } from '../../../parts/imports/importTitle.ts';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { VersionChanges } from './VersionChanges.tsx';

type ClientVersionsProps = { clientId: string; versions: ClientVersion[]; contract: Contract | null };

/** All imports with this client, newest first. Each but the first import opens to show what it changed. */
export function ClientVersions({ clientId, versions, contract }: ClientVersionsProps) {
  const { t } = useWords();
  return (
    <Box sx={{ mt: 2 }}>
      <Typography component="h3" variant="h3">
        {t('card.versions.title')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0 }}>
        {versions.map((version, index) => (
          <Version
            key={version.importId}
            clientId={clientId}
            version={version}
            isFirst={index === versions.length - 1}
            contract={contract}
          />
        ))}
      </Box>
    </Box>
  );
}

type VersionProps = { clientId: string; version: ClientVersion; isFirst: boolean; contract: Contract | null };

function Version({ clientId, version, isFirst, contract }: VersionProps) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const title = importTitle(version.import, t);
  return (
    <Box component="li" sx={{ py: 0.25 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center', minHeight: 32 }}>
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          {format.dateTime(version.at)}
        </Box>
        <MuiLink component={Link} to={`/imports/${version.importId}`} sx={{ minWidth: 0 }}>
          <Literal text={title} />
        </MuiLink>
        {isFirst ? (
          <Typography component="span" color="textSecondary">
            {t('card.versions.first')}
          </Typography>
        ) : (
          <Button
            aria-expanded={open}
            aria-label={t('card.versions.showOf', { title })}
            onClick={() => setOpen(!open)}
            sx={{ '@media print': { display: 'none' } }}
          >
            {t(open ? 'card.versions.hide' : 'card.versions.show')}
          </Button>
        )}
      </Box>
      {open && <VersionChanges clientId={clientId} importId={version.importId} contract={contract} />}
    </Box>
  );
}
