import type { Clock } from '#app/config/clock.ts';
import type { DevStore } from '#dev-store/server.ts';

/** The app's time, which stands still until it is turned, and the dev store's, which goes with it. */
export type TestClock = Clock & {
  /** Forward by `ms`. Whatever the store has planned on the way happens at its own time. */
  advance(ms: number): Promise<void>;
  /** To a certain moment, also back: only while nothing is planned. */
  set(to: Date): Promise<void>;
};

export async function createTestClock(store: DevStore, start: Date): Promise<TestClock> {
  let now = start.getTime();
  const turnTo = async (ms: number): Promise<void> => {
    now = ms;
    store.store.setClock(ms);
    await store.scheduler.idle();
  };
  store.store.freeze(true);
  await turnTo(now);
  return {
    now: () => new Date(now),
    set: (to) => turnTo(to.getTime()),
    advance: async (ms) => {
      const end = now + ms;
      for (let next = firstTask(store, end); next !== null; next = firstTask(store, end)) {
        await turnTo(Math.max(now, next));
      }
      await turnTo(end);
    },
  };
}

function firstTask(store: DevStore, until: number): number | null {
  const due = store.store.state.tasks.map((task) => Date.parse(task.dueAt)).filter((at) => at <= until);
  return due.length === 0 ? null : Math.min(...due);
}
