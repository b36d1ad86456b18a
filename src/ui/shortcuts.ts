import { useEffect, useRef, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'singleKeyShortcuts';
const listeners = new Set<() => void>();

/** Whether single-key shortcuts are on. Users who dictate or often mistype can switch them off. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, singleKeysOn), switchSingleKeys];
}

/**
 * Calls `act` on a single key. The key is identified by its place on the keyboard, so that it works on every layout.
 * Ignored in text fields, in dialogs and with modifiers other than the wanted Shift.
 */
export function useShortcut(code: string, act: () => void, { shift = false } = {}): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== code || event.shiftKey !== shift || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.defaultPrevented || !singleKeysOn() || isTyping(event.target) || isDialogOpen()) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [code, shift]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file', 'range'].includes(target.type);
}

const isDialogOpen = () => document.querySelector('[role="dialog"]') !== null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true; // storage is blocked: use the default
  }
}

function switchSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  } catch {
    // storage is blocked: the default stays
  }
  for (const listener of listeners) listener();
}
