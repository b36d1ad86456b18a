import { installModelGate } from '../modelGate.ts';

/** The test's messages to the gate of its data worker, sent beside the calls of the app. */
export type GateCommand = { gate: 'open' } | { gate: 'close'; passing: number } | { gate: 'count' };

const gate = installModelGate();

self.addEventListener('message', (event: MessageEvent<GateCommand | { gate?: undefined }>) => {
  const command = event.data;
  if (!command.gate) return;
  event.stopImmediatePropagation();
  if (command.gate === 'open') gate.open();
  if (command.gate === 'close') gate.close(command.passing);
  if (command.gate === 'count') event.ports[0]?.postMessage(gate.held());
});
