/** What happened, what was kept and what to do, for each name in `FailureName`. */
export const failures = {
  title: 'That did not work',
  details: 'Details',
  ModelMissing:
    'The model file is not there. Stored data are intact; forecasts need the file. Reload the page while online, or ask whoever installed the app.',
  ModelCorrupt:
    'The model file is damaged or of an unknown kind, so it was not used. Stored data are intact. Reload the page while online, or ask whoever installed the app.',
  ModelStopped: 'The model stopped unexpectedly. Nothing was lost; try again and it will start anew.',
  DataStopped:
    'The part of the app that keeps the data stopped unexpectedly. Stored data are intact; what was running has ended. Try again and it will start anew.',
  EngineUnavailable:
    'The graphics card cannot be used for forecasts here. Forecasts work without it, with the same numbers.',
  ExplanationMismatch:
    'The contributions do not add up to the forecast, so no explanation is shown. The forecast itself is unaffected.',
  NoCovers:
    'The forecast stands, but an exact explanation is impossible: the model’s file does not say how its training rows spread over the trees.',
  StorageFull:
    'The disk or the browser’s quota is full. Earlier data are intact. Free some space or remove an import, then try again.',
  StorageBlocked:
    'The browser does not let the app store data: a private window, a policy, or another tab with an older version. Close other tabs of this app, then try again.',
  Busy: 'An import or a re-scoring is running, perhaps in another tab of this app. Wait for it to end, or cancel it there.',
  NotFound: 'This is no longer there; it may have been removed in another tab.',
  Outdated: 'The clients, the active model or the segments changed meanwhile, so nothing came of it. Start it again.',
  Refused: 'The change was refused and nothing was altered.',
  AbortError: 'Cancelled. Nothing was changed.',
  Error:
    'An unexpected error. Stored data are intact. Try again; if it happens once more, copy the details for support.',
};
