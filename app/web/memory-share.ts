/** Memory that requests may take together in one process, in bytes: for bodies that are large before anybody is known to have sent them. */
export type MemoryShare = { readonly open: () => HeldMemory };

/** What one request holds of it. */
export type HeldMemory = {
  /** Takes so much more; false when the others leave no room for it, and then nothing was taken. */
  readonly take: (bytes: number) => boolean;
  /** Gives back all of it. */
  readonly close: () => void;
};

export function createMemoryShare(most: number): MemoryShare {
  let taken = 0;
  return {
    open: () => {
      let own = 0;
      return {
        take: (bytes) => {
          if (taken + bytes > most) return false;
          taken += bytes;
          own += bytes;
          return true;
        },
        close: () => {
          taken -= own;
          own = 0;
        },
      };
    },
  };
}
