import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { makeFormats } from './formats.ts';
import type { Formats, Reader } from './formats.ts';

const FormatsContext = createContext<Formats | null>(null);

/** Gives every piece below the reader's way of writing amounts and dates. */
export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  const { locale, timeZone, now } = reader;
  const formats = useMemo(() => makeFormats({ locale, timeZone, now }), [locale, timeZone, now]);
  return <FormatsContext.Provider value={formats}>{children}</FormatsContext.Provider>;
}

/** Throws outside of a ReaderProvider: that is a bug. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (!formats) throw new Error('useFormats needs a ReaderProvider above it');
  return formats;
}
