import type { Store } from './state/store.ts';
import type { ScheduledTask } from './state/types.ts';

const LONGEST_TIMER_MS = 2_000_000_000;

/** Runs what falls due by the store's clock: at once when the clock is moved, by a timer while it runs. */
export class Scheduler {
  #store: Store;
  #run: (task: ScheduledTask) => Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #started = false;
  /** Store time of the next timer; a task that is due later need not disturb it. */
  #armedFor = Infinity;
  #working: Promise<void> = Promise.resolve();

  constructor(store: Store, run: (task: ScheduledTask) => Promise<void>) {
    this.#store = store;
    this.#run = run;
    store.listen({
      clockMoved: () => {
        this.#wake();
      },
      taskAdded: (dueAt) => {
        if (dueAt < this.#armedFor) this.#arm();
      },
    });
  }

  start(): void {
    this.#started = true;
    this.#wake();
  }

  stop(): void {
    this.#started = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Settles when everything that was due has been carried out. */
  idle(): Promise<void> {
    return this.#working;
  }

  #wake(): void {
    if (!this.#started) return;
    this.#working = this.#working.then(() => this.#drain());
  }

  async #drain(): Promise<void> {
    for (let due = this.#store.takeDueTasks(); due.length > 0; due = this.#store.takeDueTasks()) {
      for (const task of due) await this.#run(task);
    }
    this.#arm();
  }

  #arm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#armedFor = Infinity;
    const { tasks, clock } = this.#store.state;
    if (!this.#started || tasks.length === 0 || clock.frozenAt !== null) return;
    const next = Math.min(...tasks.map((task) => Date.parse(task.dueAt)));
    this.#armedFor = next;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, next - this.#store.now()));
    this.#timer = setTimeout(() => {
      this.#wake();
    }, wait);
    this.#timer.unref();
  }
}
