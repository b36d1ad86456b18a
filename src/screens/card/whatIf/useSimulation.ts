import { useEffect, useRef, useState } from 'react';
import type { Simulation } from '../../../../workers/data/card/card.api.ts';
import type { FeatureChange } from '../../../../workers/data/log/log.api.ts';
import { ask } from '../../../data/connection.ts';

/** Changes within this pause are simulated together. */
const PAUSE_MS = 250;

export type SimulationState = {
  /** The last answer, until the next one arrives. */
  simulation: Simulation | null;
  running: boolean;
  error: Error | null;
};

const NOTHING: SimulationState = { simulation: null, running: false, error: null };

/**
 * Simulates whenever the changes differ, one request after another. Every request is logged, so superseded changes are
 * not sent.
 */
export function useSimulation(clientId: string, changes: FeatureChange[]): [SimulationState, () => void] {
  const [state, setState] = useState<SimulationState>(NOTHING);
  const key = JSON.stringify(changes);
  const wanted = useRef({ key, changes });
  wanted.current = { key, changes };
  const inFlight = useRef(false);
  const gone = useRef(false);

  const run = async () => {
    if (inFlight.current || wanted.current.changes.length === 0) return;
    inFlight.current = true;
    const asked = wanted.current;
    let answer: SimulationState;
    try {
      const simulation = await ask((api) => api.card.simulate(clientId, asked.changes));
      answer = { simulation, running: false, error: null };
    } catch (error) {
      answer = { simulation: null, running: false, error: error as Error };
    }
    inFlight.current = false;
    if (gone.current) return;
    if (asked.key === wanted.current.key) setState(answer);
    else void run();
  };
  const latestRun = useRef(run);
  latestRun.current = run;

  useEffect(() => {
    if (key === '[]') {
      setState(NOTHING);
      return;
    }
    setState((last) => ({ ...last, running: true }));
    const timer = setTimeout(() => void latestRun.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const retry = () => {
    setState((last) => ({ ...last, running: true, error: null }));
    void run();
  };
  return [state, retry];
}
