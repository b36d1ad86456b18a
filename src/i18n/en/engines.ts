/** The choice between processor and graphics card. */
export const engines = {
  title: 'What computes many forecasts',
  lead: 'Imports and re-scoring can run on the processor or on the graphics card. Both give the same numbers, bit for bit; one client is always the processor’s.',
  wasm: 'Processor (WebAssembly)',
  webgpu: 'Graphics card (WebGPU)',
  label: 'Computed by',
  download: 'The first use of the graphics card fetches 27\u00a0MB from where the app comes from.',
  trial: 'Try both (1 second)',
  trying: 'Trying…',
  noClients: 'There is nothing to try with: import clients first.',
  rates: 'Processor: {{wasm}} clients/s · graphics card: {{gpu}} clients/s',
  verdict: {
    faster: 'The graphics card is faster, so it is chosen.',
    slower: 'The graphics card is slower here, so the processor stays.',
    different: 'The graphics card computes other numbers on this device, so it is not used.',
    unavailable: 'The graphics card cannot be used here, so the processor stays.',
  },
  adapter: 'Graphics adapter: {{facts}}',
  software: 'software adapter',
  unnamed: 'the browser does not name it',
  failure: 'The last time the processor stood in for the graphics card. {{why}}',
  kernelMistrusted:
    'The fast way of adding up the trees gave other numbers than ONNX Runtime in this tab, so ONNX Runtime alone forecasts: the numbers are right, imports take longer.',
  notice:
    'The graphics card failed on the way, so the processor computed the forecasts: the same numbers, nothing is lost.',
  noticeLink: 'Graphics card in Models',
  madeBy: {
    wasm: 'Forecasts computed by the processor (WebAssembly).',
    webgpu: 'Forecasts computed by the graphics card (WebGPU).',
  },
};
