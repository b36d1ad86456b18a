/** Files that are no models this app takes: what they are, and the way out. */
export const unusable = {
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
  'not-finite':
    'The model has numbers that are not finite: its training got out of hand. Train it anew, with a smaller learning rate for one.',
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
};
