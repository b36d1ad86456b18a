import type * as english from '../en/parts.ts';

export const pager = {
  shown: '{{from}}–{{to}} из {{total}}',
  previous: 'Назад',
  next: 'Дальше',
} satisfies typeof english.pager;

export const period = {
  label: 'Период',
  hour: 'Последний час',
  day: 'Последние 24 часа',
  week: 'Последние 7 дней',
  month: 'Последние 30 дней',
  all: 'Всё время',
  custom: 'Свой период…',
  from: 'С',
  to: 'По',
} satisfies typeof english.period;

/** The scatter and its view buttons. */
export const scatter = {
  view: 'Вид',
  left: 'Сдвинуть влево',
  right: 'Сдвинуть вправо',
  closer: 'Ближе',
  farther: 'Дальше',
  whole: 'Целиком',
  low: 'низкое',
  high: 'высокое',
  hint: 'Щелчок открывает клиента. Перетаскивание сдвигает, Ctrl и колесо приближают; с клавиатуры — стрелки, + − 0 и Enter. Самые далёкие точки могут не попасть в первый вид: «Целиком» покажет все.',
} satisfies typeof english.scatter;

/** Progress of a running job. */
export const progress = {
  rows: 'клиентов: {{done}} из {{total}}',
  rate: '{{rows}} клиентов/с',
  left: 'осталось {{time}}',
  leftUnknown: 'оцениваем оставшееся время',
  cancelling: 'Отменяем…',
} satisfies typeof english.progress;

/** Background jobs of this tab. */
export const jobs = {
  contributions: {
    title: 'Запись вкладов в файл',
    note: 'Файл появится в загрузках, когда будет готов целиком; пока можно работать на других экранах.',
  },
  'clients-csv': {
    title: 'Запись списка клиентов в файл',
    note: 'Файл появится, когда будет готов целиком; пока можно работать на других экранах.',
  },
  covers: {
    title: 'Подсчёт фона',
    note: 'До конца подсчёта ничего не меняется; пока можно работать на других экранах.',
  },
  cancel: 'Отменить',
} satisfies typeof english.jobs;

export const names = {
  more: 'Показать все {{total}}',
  fewer: 'Свернуть',
} satisfies typeof english.names;

export const files = {
  tables: 'Таблицы с клиентами',
} satisfies typeof english.files;
