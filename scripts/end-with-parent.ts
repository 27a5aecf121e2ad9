/**
 * Loaded with `--import` into the processes that a script starts: when the script dies, also by kill -9, they are told
 * to stop as if by Ctrl-C instead of keeping ports and connections.
 */
const startedBy = process.ppid;

setInterval(() => {
  if (process.ppid !== startedBy) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();
