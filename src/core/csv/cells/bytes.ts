/** The bytes that mean something to a CSV reader. */
export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const SPACE = 0x20;
export const TAB = 0x09;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const POINT = 0x2e;
