import { type RefObject, useLayoutEffect, useState } from 'react';

/** An element's width in whole CSS pixels. @param guess its width before it is on the screen */
export function useWidth(ref: RefObject<HTMLElement | null>, guess: () => number = () => 0): number {
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
