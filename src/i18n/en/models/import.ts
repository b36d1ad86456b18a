/** Importing a model: its file, its features, a check on the user's own rows, saving it. */
export const importModel = {
  title: 'Bring your own model',
  lead: 'The file is read on this device and never leaves it. Nothing is kept until you say so.',
  another: 'Start over',
  choose: 'Choose a file',
  chooseAnother: 'Choose another file',
  chosen: 'Chosen: {{file}}, {{size}}',
  release: 'Release to take this file',
  step: '{{number}}. {{title}}',
  refused: {
    several: 'One file at a time: several were dropped.',
    folder: 'That is a folder. Open it and drop the file itself.',
    nothing: 'There was no file in what was dropped.',
  },
  file: {
    title: 'Model file',
    drop: 'Drop a model file here',
    hint: 'XGBoost (.json, .ubj), LightGBM (.txt), CatBoost (.json), ONNX with a tree ensemble, or a TunTunDohod .onnx',
  },
  list: {
    title: 'Names of the features',
    drop: 'Drop the list of features here',
    hint: 'A text file with one name a line, or a CSV file whose header gives the order',
    uncertain:
      'The model counts its features and does not name them. The order of the active model was taken: if yours differs, every forecast is wrong. Give the list to be certain, or check on your own rows.',
  },
  draft: {
    title: 'What was read',
    format: 'Format',
    formats: {
      'xgboost-json': 'XGBoost, JSON',
      'xgboost-ubjson': 'XGBoost, UBJSON',
      lightgbm: 'LightGBM, text',
      catboost: 'CatBoost, JSON',
      onnx: 'ONNX, tree ensemble',
      tuntundohod: 'TunTunDohod',
    },
    trees: 'Trees',
    treesPart: '{{trees}} of {{all}}',
    treesBest:
      'The first {{trees}} of {{all}}, up to the best round of early stopping: as XGBRegressor.predict forecasts',
    treesAll: 'All {{all}}: as Booster.predict forecasts',
    treesFirst: 'The first {{trees}} of {{all}}',
    treesWhy:
      'Training was stopped early, and the file names its best round. After further training that round may be out of date: the check on your own rows tells which number is yours.',
    sums: 'Trees sum',
    known: 'Features in the dictionary',
    unknown: 'Features not in the dictionary',
    unknownWhy: 'They work all the same and are shown by the names of their columns.',
    none: 'none',
    interval: 'Interval',
    explanation: 'Explanation',
  },
  columns: {
    title: 'How the columns are read',
    lead: 'The file has trees and no codes, so every column is a number unless the file says otherwise or you do. A text in a number column is missing for the model.',
    search: 'Find a feature',
    show: 'Show',
    shows: {
      all: 'all ({{shown}})',
      other: 'not numbers ({{shown}})',
      active: 'read otherwise by the active model ({{shown}})',
    },
    none: 'No feature is like that.',
    table: 'Features and how they are read',
    feature: 'Feature',
    kind: 'Read as',
    kindOf: 'Read as: {{feature}}',
    kinds: { number: 'number', flag: 'yes or no', date: 'date', category: 'category' },
    from: { file: 'the file says so', person: 'your choice', assumed: '' },
    codes: 'Codes',
    days: 'days since 1970-01-01',
    flags: '1 for yes, 0 for no',
    levels_one: '{{shown}} level: {{first}}',
    levels_other: '{{shown}} levels: {{first}}',
    noLevels: 'no levels yet: every text is missing for the model',
    edit: 'Levels',
    editOf: 'Levels of {{feature}}',
    takeOne: 'Take the active model’s',
    takeOneOf: 'Take the kind and the codes of {{feature}} from the active model',
    takeAll_one: 'Take its kind and codes for {{shown}} column',
    takeAll_other: 'Take its kinds and codes for {{shown}} columns',
    active_one:
      'The active model reads {{shown}} column of the same name otherwise, as a category or a date of its own codes: {{names}}. That is right for your model only if it was trained with the very same codes.',
    active_other:
      'The active model reads {{shown}} columns of the same names otherwise, as categories or dates of its own codes: {{names}}. That is right for your model only if it was trained with the very same codes.',
    dialog: {
      title: 'Levels of {{feature}}',
      lead: 'One level a line, in the order of your model’s codes: the first line has the code 0. An empty line is a code without a level.',
      field: 'Levels',
      count_one: '{{shown}} line, code 0',
      count_other: '{{shown}} lines, codes 0 to {{last}}',
      save: 'Use these levels',
    },
  },
  check: {
    title: 'Check on your own rows',
    lead: 'Optional, and worth it: a CSV file with the features and your own predictions shows whether both say the same.',
    drop: 'Drop a CSV file with your predictions here',
    hint: 'With a header, an id column, the features and a column of predictions in roubles',
    column: 'Column with your predictions',
    run: 'Compare',
    running: 'Forecasting and comparing…',
    equal: 'The same: no forecast differs by more than {{tolerance}}.',
    different: 'Not the same: the largest difference is {{worst}}, more than {{tolerance}}.',
    differentWhy:
      'No change of kinds, trees, scale or missing values makes them the same. What remains: features in another order, other rows than those of the predictions, or another model.',
    found: 'The cause is found: with this changed, nothing differs in the rows looked at.',
    apply: 'Change this and compare again',
    causes: {
      kinds: {
        number: '“{{feature}}” is to be read as a number',
        flag: '“{{feature}}” is to be read as yes or no',
        date: '“{{feature}}” is to be read as a date',
        alphabet_one: '“{{feature}}” is a category: the code of its {{shown}} text is 0',
        alphabet_other: '“{{feature}}” is a category: its {{shown}} texts have codes in alphabetical order',
        appearance_one: '“{{feature}}” is a category: the code of its {{shown}} text is 0',
        appearance_other:
          '“{{feature}}” is a category: its {{shown}} texts have codes in the order in which they first stand in this file',
        active: '“{{feature}}” is a category with the codes of the active model',
      },
      trees: 'Your predictions add up the first {{trees}} of {{all}} trees, here {{now}} count.',
      treesAll: 'Your predictions add up all {{all}} trees, here the first {{now}} count.',
      transform: {
        identity: 'The trees sum roubles.',
        log1p: 'The trees sum ln(1 + roubles): the forecast is to be brought back to roubles.',
        power: 'The trees sum roubles to the power {{exponent}}: the forecast is to be brought back to roubles.',
      },
      scale: {
        log: 'The trees sum ln(roubles), and this app brings back ln(1 + roubles) only. Train on log1p of the income, or use a trainer’s own objective.',
        'forecast-log1p':
          'Your predictions are ln(1 + roubles), the forecasts here are roubles. Compare with predictions in roubles.',
        'forecast-log':
          'Your predictions are ln(roubles), the forecasts here are roubles. Compare with predictions in roubles.',
        probability:
          'Your predictions are probabilities, and the trees sum their log-odds: this is no model of incomes.',
      },
      factor: 'Your predictions are {{factor}} times the forecasts here in every row: another unit.',
      difference:
        'Your predictions differ from the forecasts here by {{difference}} in every row: a base score or a margin was added elsewhere.',
      'missing-as':
        'Your predictions were made with {{value}} in place of missing values. Write {{value}} into the empty cells of your files, or predict with missing values.',
      infinities:
        'Your predictions take infinite cells for very large numbers; here they are missing. Write a number instead of inf.',
      rounded: 'Your predictions are rounded: they differ by {{rounding}} at most, half of their last digit.',
    },
    unreadable: {
      title: 'Cells that the model cannot read are missing for it:',
      cells_one: '“{{feature}}”: {{shown}} cell, “{{example}}”',
      cells_other: '“{{feature}}”: {{shown}} cells, such as “{{example}}”',
      infinite_one: '“{{feature}}”: {{shown}} infinite cell',
      infinite_other: '“{{feature}}”: {{shown}} infinite cells',
      todo: 'If the model knows codes for these texts, give its levels above.',
    },
    goOn: 'Compare all the same',
    rows: 'Rows compared',
    cut: 'the first ones of the file',
    skipped: 'Without a prediction',
    worst: 'Largest difference',
    mean: 'Mean difference',
    relative: 'of the prediction',
    table: 'Rows that differ most',
    line: 'Line',
    id: 'Client',
    forecast: 'Forecast here',
    expected: 'Your prediction',
    difference: 'Difference',
  },
  save: {
    title: 'Keep',
    name: 'Name of the model',
    nameHint: 'Small Latin letters, digits and hyphens',
    action: 'Keep',
    done: '{{name}} is kept in this browser, version {{version}}.',
    activate: 'Make it active',
  },
  /** Files that are no models this app takes: what they are, and the way out. */
  unusable: {
    empty: 'The file is empty.',
    'too-large':
      'The file is too large: a model file may have {{name}} MB at most. Save the model with fewer trees, or as ONNX.',
    pickle:
      "This is a pickle or joblib file of Python. Load it in Python and save the booster with save_model (XGBoost .json, LightGBM .txt, CatBoost format='json'), or convert it to ONNX.",
    zip: 'This is a zip archive. Unpack it and choose the model file inside.',
    gzip: 'This is a compressed file. Unpack it and choose the model file inside.',
    markup: 'This is a web page or other markup, no model.',
    pmml: 'This is PMML, which is not read. Save the model with save_model of its own library, or convert it to ONNX.',
    coreml:
      'This is a Core ML model, which is not read. Save the model with save_model of its own library, or convert it to ONNX.',
    'catboost-binary': "This is CatBoost's binary format. Save the model with save_model('model.json', format='json').",
    'xgboost-binary':
      "This is XGBoost's old binary format. Load it with XGBoost and save it with save_model('model.json').",
    'xgboost-dump':
      "This is XGBoost's dump for reading: it lacks the base score. Save the model with save_model('model.json').",
    'xgboost-config':
      "These are only XGBoost's settings (save_config), without trees. Save the model with save_model('model.json').",
    'lightgbm-dump': "This is LightGBM's JSON dump for reading. Save the model with save_model('model.txt').",
    'source-code': 'This is a program, no model file. Save the model with save_model of its own library.',
    'other-json': 'This JSON is neither a model of XGBoost nor of CatBoost. Save the model with save_model.',
    'other-file': 'No model is recognised in this file. Choose a file in one of the formats named above.',
    classifier: 'This model classifies or ranks ({{name}}): it forecasts no income. A regression model is needed.',
    objective:
      'The model was trained with “{{name}}”: its forecast is not the plain sum of its trees, so it cannot be reproduced exactly. Train it with a squared, absolute or quantile error.',
    'no-objective':
      'The file does not say with which loss the model was trained, so nobody can tell whether its forecast is the sum of its trees. Train it anew and save it with its parameters.',
    booster: 'The booster “{{name}}” has no trees. Train the model with gbtree or dart.',
    'several-outputs': 'The model forecasts several numbers at once. A model with one forecast is needed.',
    categories:
      'The model divides by categories, texts or embeddings itself, which is not supported. Train it on their codes as numbers.',
    'linear-leaves':
      'The leaves of the model are linear functions, which is not supported. Train it without linear_tree.',
    'zero-as-missing':
      'The model takes zero for missing in a way that no single comparison expresses. Train it without zero_as_missing.',
    operators:
      'The ONNX graph computes more than the trees: {{name}}. Convert only the tree model, without preprocessing or postprocessing.',
    subgraphs: 'The ONNX graph contains graphs of its own ({{name}}). Convert only the tree model.',
    'external-data': 'Numbers of this ONNX model are in another file beside it. Save it as one file.',
    'input-type':
      'The inputs or outputs of this ONNX model are not tensors of float32 or float64. Convert it with a float32 input and without zipmap.',
  },
  problem: {
    corrupt: 'This file cannot be used as a model. Nothing was kept and the active model is as it was.',
    corruptTodo: 'Choose another file, or save the model anew in one of the formats above.',
    details: 'Details: {{message}}',
    'features-unnamed_one': 'The file does not name its feature: add the list below.',
    'features-unnamed_other': 'The file does not name its {{count}} features: add the list below.',
    'feature-count': 'The trees look at {{trees}} features, but the list names {{listed}}. Choose the right list.',
    'feature-empty': {
      file: 'The model file gives feature {{position}} an empty name, so no column of a table can belong to it. Give names of your own in a list below, in the order of the file.',
      list: 'Name {{position}} of the list is empty. Correct the list.',
    },
    'feature-long': {
      file: 'The model file has a feature whose name is longer than {{most}} letters: “{{feature}}”. Give shorter names in a list below, in the order of the file.',
      list: 'The list has a name longer than {{most}} letters: “{{feature}}”. Shorten it.',
    },
    'feature-twice': {
      file: 'The model file calls two features “{{feature}}”, so a column of that name could be either. Give names of your own in a list below, in the order of the file.',
      list: 'The list names “{{feature}}” twice, so the order is not certain. Correct the list.',
    },
    'never-a-feature': {
      file: 'The model was trained on “{{feature}}”. In the bank’s files that is the true income or its weight, which is not known for new clients. Train it without this column, or rename the column if it is something else.',
      list: '“{{feature}}” is the true income or its weight: the answer itself. A model that looks at it cannot be used. If the feature is something else, give it another name.',
    },
    'level-twice': '“{{feature}}”: the level “{{level}}” stands twice, so its code is not certain.',
    'too-many-levels': '“{{feature}}” has more levels than a category may have (60,000).',
    'features-absent_one':
      'The file has no column for {{shown}} of the {{used}} features that the trees look at: {{names}}. Nothing was compared.',
    'features-absent_other':
      'The file has no columns for {{shown}} of the {{used}} features that the trees look at: {{names}}. Nothing was compared.',
    'list-unreadable':
      'No names can be read in the list. Choose a text file with one name a line, or a CSV file with a header.',
    'no-draft': 'The opened model is no longer at hand. Choose its file again.',
    'no-column': 'The file has no column “{{column}}”. Choose one of its columns.',
    'no-numbers': 'No number can be read in the column “{{column}}”. Choose another column.',
    'bad-name': 'The name must begin with a small Latin letter or a digit and hold only these and hyphens.',
    'name-taken': 'Another model is called “{{name}}” already.',
    useName: 'Take “{{free}}”',
    'version-taken': 'This very model is there already: it is called “{{name}}”.',
  },
};
