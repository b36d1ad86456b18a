import type { importColumns as english } from '../en/importColumns.ts';
import type { Translated } from '../Translated.ts';

export const importColumns = {
  title: 'Признаки файла в сравнении с обучением',
  download: 'Скачать как CSV',
  downloadRejected: 'Отклонённые строки, CSV',
  rejectedWhole:
    'В файле отклонённых строк — исходный заголовок и ячейки, а перед ними номер строки и причина. Исправьте строки и импортируйте этот файл: обе добавленные колонки можно оставить.',
  rejectedKept: 'В нём отклонённых строк: {{shown}} из {{total}}. Хранится не больше 10 000 и не больше 32 МБ.',
  none: 'Ничего необычного: признаки заполнены примерно как при обучении, читаются и не выходят за свой диапазон.',
  old: 'Импорт сделан прежней версией приложения: по колонкам она не считала.',
  onlyRemarks: 'Только с замечаниями',
  remarks_one: '{{shown}} признак с замечаниями',
  remarks_few: '{{shown}} признака с замечаниями',
  remarks_many: '{{shown}} признаков с замечаниями',
  remarks_other: '{{shown}} признака с замечаниями',
  feature: 'Признак',
  absent: 'нет в файле',
  missing: 'Пропуски',
  training: 'При обучении',
  unreadable: 'Нечитаемых',
  outOfRange: 'Вне диапазона',
  unseen: 'Незнакомых категорий',
  outOfRangeHint: 'Меньше наименьшего или больше наибольшего значения при обучении',
  more: 'больше на {{points}} п. п.',
  fewer: 'меньше на {{points}} п. п.',
  allMissing: 'ни одного значения',
} satisfies Translated<typeof english>;
