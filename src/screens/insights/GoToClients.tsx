import Button from '@mui/material/Button';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';

/** Where clients come from: the list offers a file and the demo clients. */
export function GoToClients() {
  const { t } = useWords();
  return (
    <Button variant="contained" component={Link} to="/clients">
      {t('frame.notFound.action')}
    </Button>
  );
}
