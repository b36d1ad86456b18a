import Button from '@mui/material/Button';
import { Link } from 'react-router';
import { useWords } from '../i18n/i18n.ts';
import { EmptyPanel } from '../ui/panels/states.tsx';

export function NotFoundScreen() {
  const { t } = useWords();
  return (
    <EmptyPanel heading="h1" title={t('frame.notFound.title')} text={t('frame.notFound.text')}>
      <Button variant="contained" component={Link} to="/clients">
        {t('frame.notFound.action')}
      </Button>
    </EmptyPanel>
  );
}
