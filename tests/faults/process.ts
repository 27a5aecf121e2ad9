/** One of the processes that share the runs: plays its part and tells how each run ended. */
import type { Part, Told } from './processes.ts';
import { playRuns } from './simulate.ts';

/** Answers when it has left this process: what is still on its way when a process ends is lost. */
const tell = (told: Told): Promise<void> =>
  new Promise((resolve) => {
    if (process.send)
      process.send(told, undefined, undefined, () => {
        resolve();
      });
    else resolve();
  });

// Whoever started this process is gone: so nobody wants to know.
process.on('disconnect', () => process.exit(1));

process.once('message', (part: Part) => {
  void playRuns({
    ...part,
    onEnd: (end) => {
      void tell({ end });
    },
  }).then(async (results) => {
    await tell({ results });
    process.removeAllListeners('disconnect');
    process.disconnect();
  });
});
