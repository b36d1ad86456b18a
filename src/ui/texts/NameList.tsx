import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Literal } from './Literal.tsx';

const SHOWN = 12;
const MOST = 500;

/** Names in a line: the first dozen until the user asks for all. */
export function NameList({ names }: { names: readonly string[] }) {
  const { t, format } = useWords();
  const [all, setAll] = useState(false);
  const shown = names.slice(0, all ? MOST : SHOWN);
  return (
    <>
      {shown.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may name a column twice
        <Box component="span" key={index}>
          {index > 0 && ' · '}
          <Literal text={name} wrap />
        </Box>
      ))}
      {names.length > SHOWN && (
        <>
          {names.length > shown.length && ' …'}{' '}
          <MuiLink component="button" type="button" onClick={() => setAll(!all)} sx={{ verticalAlign: 'baseline' }}>
            {all ? t('names.fewer') : t('names.more', { total: format.integer(names.length) })}
          </MuiLink>
        </>
      )}
    </>
  );
}
