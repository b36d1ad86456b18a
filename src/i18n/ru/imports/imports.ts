import type { imports as english } from '../../en/imports/imports.ts';
import type { Translated } from '../../Translated.ts';
import { preview } from './preview.ts';
import { problem } from './problem.ts';
import { report } from './report.ts';

export const imports = {
  title: 'Импорт',
  drop: {
    title: 'Перетащите сюда файл CSV',
    hint: 'Одна таблица со строкой заголовка и колонкой id: .csv, .tsv или то же в .gz. До сохранения видно, как она прочитана; файл не покидает это устройство.',
    release: 'Отпустите, чтобы посмотреть файл',
    choose: 'Импортировать CSV',
    demo: 'Загрузить демо-клиентов',
    busy: 'Импорт идёт по одному: следующий можно начать, когда закончится этот.',
  },
  refused: {
    several:
      'Файлы принимаются по одному. Перетащили несколько, поэтому ничего не импортировано: добавьте их по очереди.',
    folder: 'Это папка. Ничего не импортировано: откройте её и перетащите сам файл CSV.',
    nothing: 'В том, что перетащили, нет файла. Ничего не импортировано.',
  },
  empty: {
    title: 'Импортов пока нет',
    text: 'Здесь появится каждый импортированный файл CSV и отчёт о нём: что прочитано, что отклонено и почему.',
  },
  list: 'Все импорты',
  gone: {
    title: 'Этого импорта больше нет',
    text: 'Его удалили, возможно в другой вкладке, и вместе с ним его клиентов.',
  },
  demoFile: 'Демо-клиенты',
  state: {
    pending: 'Импортируется',
    ready: 'Импортирован',
    failed: 'Не удался',
    cancelled: 'Отменён',
    interrupted: 'Прерван',
  },
  rows_one: '{{shown}} строка',
  rows_few: '{{shown}} строки',
  rows_many: '{{shown}} строк',
  rows_other: '{{shown}} строки',
  rejected_one: '{{shown}} отклонена',
  rejected_few: '{{shown}} отклонены',
  rejected_many: '{{shown}} отклонено',
  rejected_other: '{{shown}} отклонено',
  model: 'модель {{version}}',
  stored: 'занимает {{size}}',
  clientsOf: 'К клиентам',
  preview,
  problem,
  report,
} satisfies Translated<typeof english>;
