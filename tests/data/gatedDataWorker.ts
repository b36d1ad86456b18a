// The data worker of the app behind a gate: this module must be the first to run, so it imports the worker last.
import './gateCommands.ts';
import '../../workers/data.worker.ts';
