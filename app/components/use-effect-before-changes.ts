import { useEffect, useLayoutEffect } from 'react';

/**
 * Runs after the page was taken over, or a piece was put in, and before the reader sees it or anything of it changes.
 * React warns of layout effects on the server, where neither kind runs.
 */
export const useEffectBeforeChanges = typeof document === 'undefined' ? useEffect : useLayoutEffect;
