/** Words of addresses and regions as people write them: abbreviations, second names, and words that say what it is. */

/** The word that an abbreviation stands for. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['г', 'город'],
  ['гор', 'город'],
  ['респ', 'республика'],
  ['обл', 'область'],
  ['кр', 'край'],
  ['окр', 'округ'],
  ['авт', 'автономный'],
  ['аобл', 'ао'],
  ['спб', 'санкт петербург'],
  ['мск', 'москва'],
]);

/** A region's second name, which stands alone or beside the first one: "Республика Саха (Якутия)". */
export const SECOND_NAMES: ReadonlyMap<string, string> = new Map([
  ['якутия', 'саха'],
  ['кузбасс', 'кемеровская'],
  ['югра', 'ханты мансийский'],
  ['хмао', 'ханты мансийский ао'],
  ['янао', 'ямало ненецкий ао'],
  ['нао', 'ненецкий ао'],
  ['чао', 'чукотский ао'],
  ['еао', 'еврейская ао'],
  ['алания', 'северная осетия'],
  ['башкирия', 'башкортостан'],
  ['татария', 'татарстан'],
  ['тува', 'тыва'],
  ['чувашия', 'чувашская'],
  ['удмуртия', 'удмуртская'],
  ['чечня', 'чеченская'],
  ['балкария', 'балкарская'],
  ['черкесия', 'черкесская'],
  ['подмосковье', 'московская область'],
]);

/** Words that say what kind of place it is. */
export const PLACE_KINDS: ReadonlySet<string> = new Set([
  'город',
  'республика',
  'область',
  'край',
  'ао',
  'округ',
  'район',
]);

/** Words for women and men, understood only where they are all the levels. */
export const GENDERS: ReadonlyMap<string, 'female' | 'male'> = new Map([
  ...['ж', 'жен', 'женский', 'женщина', 'женск', 'f', 'female', 'woman'].map((word) => [word, 'female'] as const),
  ...['м', 'муж', 'мужской', 'мужчина', 'мужск', 'm', 'male', 'man'].map((word) => [word, 'male'] as const),
]);
