// The data worker of the app behind a gate. The gate must run first, so the worker is imported last.
import './gateCommands.ts';
import '../../workers/data.worker.ts';
