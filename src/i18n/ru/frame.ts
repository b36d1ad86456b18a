import type { frame as english } from '../en/frame.ts';

export const frame = {
  product: 'TunTunDohod',
  skipToContent: 'К содержанию',
  nav: {
    label: 'Разделы',
    clients: 'Клиенты',
    import: 'Импорт',
    monitoring: 'Мониторинг',
    log: 'Журнал',
    administration: 'Администрирование',
  },
  language: { label: 'Язык', ru: 'Русский', en: 'English' },
  mode: { toDark: 'Тёмная тема', toLight: 'Светлая тема' },
  offline: { ready: 'Работает без сети', preparing: 'Готовим работу без сети…', none: 'Без сети не откроется' },
  model: 'Модель {{name}} {{version}}',
  modelSynthetic: 'обучена на синтетических данных',
  update: {
    text: 'Готова новая версия.',
    reload: 'Обновить сейчас',
    later: 'Позже',
    waits: 'Она дождётся конца импорта.',
  },
  importing: 'Импорт: {{percent}}',
  interrupted_one:
    '{{count}} импорт прервался при закрытии приложения. От него ничего не осталось, прежние данные целы.',
  interrupted_few:
    '{{count}} импорта прервались при закрытии приложения. От них ничего не осталось, прежние данные целы.',
  interrupted_many:
    '{{count}} импортов прервались при закрытии приложения. От них ничего не осталось, прежние данные целы.',
  interrupted_other:
    '{{count}} импорта прервались при закрытии приложения. От них ничего не осталось, прежние данные целы.',
  notFound: { title: 'Такой страницы нет', text: 'Этот адрес никуда не ведёт.', action: 'К клиентам' },
  retry: 'Повторить',
  copyDetails: 'Скопировать подробности',
  copied: 'Скопировано',
  close: 'Закрыть',
  cancel: 'Отмена',
  save: 'Сохранить',
  undo: 'Вернуть',
  remove: 'Удалить',
  loading: 'Загрузка…',
  noData: 'нет данных',
  showTable: 'Показать таблицей',
  hideTable: 'Скрыть таблицу',
  downloadPng: 'Скачать PNG',
  perMonth: 'в месяц',
} satisfies typeof english & Record<string, unknown>;
