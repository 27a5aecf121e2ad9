/** One of the processes that share the runs: plays its part and tells how each run ended. */
import type { Part, Told } from './processes.ts';
import { playRuns } from './simulate.ts';

const tell = (told: Told): void => {
  process.send?.(told);
};

// Whoever started this process is gone: so nobody wants to know.
process.on('disconnect', () => process.exit(1));

process.once('message', (part: Part) => {
  void playRuns({
    ...part,
    onEnd: (end) => {
      tell({ end });
    },
  }).then((results) => {
    tell({ results });
    process.removeAllListeners('disconnect');
    process.disconnect();
  });
});
