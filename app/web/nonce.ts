import { createContext, useContext } from 'react';

/** Allows our inline scripts of this one answer. Empty in the browser, which hides nonces from scripts anyway. */
export const NonceContext = createContext('');

export const useNonce = (): string => useContext(NonceContext);
