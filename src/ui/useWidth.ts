import { type RefObject, useLayoutEffect, useState } from 'react';

/** How wide an element is, in CSS pixels; before it is on the screen, how wide what will hold it is. */
export function useWidth(ref: RefObject<HTMLElement | null>, holder: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => holder.current?.clientWidth ?? 0);
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
