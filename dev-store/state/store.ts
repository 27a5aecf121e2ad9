import { advance, freeze, iso, setClock, storeNow } from './clock.ts';
import type {
  AppInstall,
  Customer,
  DevStoreState,
  IdempotencyRecord,
  Iso,
  Location,
  Order,
  Product,
  ProductVariant,
  RequestRecord,
  ScheduledTask,
  Shop,
  StaffMember,
  Token,
} from './types.ts';

const REQUESTS_KEPT = 20_000;

/** What other parts of the dev store want to hear of. */
export type StoreListener = { changed?: () => void; clockMoved?: () => void; taskAdded?: (dueAt: number) => void };

/** A task before it has an id: every member of the union without `id` and `dueAt`. */
export type NewTask = ScheduledTask extends infer T
  ? T extends ScheduledTask
    ? Omit<T, 'id' | 'dueAt'>
    : never
  : never;

/**
 * The state with its indexes and its clock. All reads and writes of the dev store go through one instance;
 * whoever changes a record in place calls `touch()` afterwards.
 */
export class Store {
  state: DevStoreState;
  #listeners: StoreListener[] = [];
  #shops = new Map<string, Shop>();
  #orders = new Map<number, Order>();
  #ordersOfShop = new Map<string, Order[]>();
  #customers = new Map<number, Customer>();
  #products = new Map<number, Product>();
  #variants = new Map<number, { product: Product; variant: ProductVariant }>();
  #locations = new Map<number, Location>();
  #tokens = new Map<string, Token>();
  #idempotency = new Map<string, IdempotencyRecord>();
  #ordersOfCustomer = new Map<number, Order[]>();

  constructor(state: DevStoreState) {
    this.state = state;
    this.#index();
  }

  /** Puts another state in place of the present one (reset, restart). */
  replace(state: DevStoreState): void {
    this.state = state;
    this.#index();
    this.touch();
    for (const listener of this.#listeners) listener.clockMoved?.();
  }

  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  /** Says that something changed, so that the snapshot is written again. */
  touch(): void {
    for (const listener of this.#listeners) listener.changed?.();
  }

  // --- time -------------------------------------------------------------------------------------

  /** The store's time, ms since the epoch. */
  now(): number {
    return storeNow(this.state);
  }

  nowIso(): Iso {
    return iso(this.now());
  }

  advance(ms: number): void {
    this.#clock(() => {
      advance(this.state, ms);
    });
  }

  setClock(ms: number): void {
    this.#clock(() => {
      setClock(this.state, ms);
    });
  }

  freeze(frozen: boolean): void {
    this.#clock(() => {
      freeze(this.state, frozen);
    });
  }

  #clock(change: () => void): void {
    change();
    this.touch();
    for (const listener of this.#listeners) listener.clockMoved?.();
  }

  // --- ids and tasks ----------------------------------------------------------------------------

  /** Next numeric id, unique over all resources. */
  nextId(): number {
    return this.state.nextId++;
  }

  /** Plans work for the store's clock, `afterMs` from now. */
  schedule(task: NewTask, afterMs: number): ScheduledTask {
    const planned: ScheduledTask = {
      ...task,
      id: this.state.nextTaskId++,
      dueAt: new Date(this.now() + afterMs).toISOString(),
    };
    this.state.tasks.push(planned);
    this.touch();
    for (const listener of this.#listeners) listener.taskAdded?.(Date.parse(planned.dueAt));
    return planned;
  }

  /** Takes out the tasks that are due, earliest first. */
  takeDueTasks(): ScheduledTask[] {
    const now = this.now();
    const due = this.state.tasks.filter((task) => Date.parse(task.dueAt) <= now);
    if (due.length === 0) return [];
    this.state.tasks = this.state.tasks.filter((task) => Date.parse(task.dueAt) > now);
    this.touch();
    return due.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || a.id - b.id);
  }

  // --- look-ups ---------------------------------------------------------------------------------

  shop(domain: string): Shop | undefined {
    return this.#shops.get(domain);
  }

  install(domain: string): AppInstall | undefined {
    return this.state.installs.find((install) => install.shop === domain);
  }

  staffMember(domain: string, id: number): StaffMember | undefined {
    return this.#shops.get(domain)?.staff.find((member) => member.id === id);
  }

  /** An order of that shop; another shop's id finds nothing. */
  order(domain: string, id: number): Order | undefined {
    const order = this.#orders.get(id);
    return order?.shop === domain ? order : undefined;
  }

  orderById(id: number): Order | undefined {
    return this.#orders.get(id);
  }

  /** Orders of a shop in the order they were made. */
  orders(domain: string): readonly Order[] {
    return this.#ordersOfShop.get(domain) ?? [];
  }

  ordersOfCustomer(id: number): readonly Order[] {
    return this.#ordersOfCustomer.get(id) ?? [];
  }

  customer(domain: string, id: number): Customer | undefined {
    const customer = this.#customers.get(id);
    return customer?.shop === domain ? customer : undefined;
  }

  customers(domain: string): Customer[] {
    return this.state.customers.filter((customer) => customer.shop === domain);
  }

  products(domain: string): Product[] {
    return this.state.products.filter((product) => product.shop === domain);
  }

  product(domain: string, id: number): Product | undefined {
    const product = this.#products.get(id);
    return product?.shop === domain ? product : undefined;
  }

  variant(domain: string, id: number): { product: Product; variant: ProductVariant } | undefined {
    const found = this.#variants.get(id);
    return found?.product.shop === domain ? found : undefined;
  }

  location(domain: string, id: number): Location | undefined {
    const location = this.#locations.get(id);
    return location?.shop === domain ? location : undefined;
  }

  locations(domain: string): Location[] {
    return this.state.locations.filter((location) => location.shop === domain);
  }

  token(text: string): Token | undefined {
    return this.#tokens.get(text);
  }

  idempotencyRecord(domain: string, key: string): IdempotencyRecord | undefined {
    return this.#idempotency.get(`${domain}\n${key}`);
  }

  // --- additions --------------------------------------------------------------------------------

  addOrder(order: Order): void {
    this.state.orders.push(order);
    this.#indexOrder(order);
    this.touch();
  }

  addCustomer(customer: Customer): void {
    this.state.customers.push(customer);
    this.#customers.set(customer.id, customer);
    this.touch();
  }

  addProduct(product: Product): void {
    this.state.products.push(product);
    this.#indexProduct(product);
    this.touch();
  }

  addLocation(location: Location): void {
    this.state.locations.push(location);
    this.#locations.set(location.id, location);
    this.touch();
  }

  addToken(token: Token): void {
    this.state.tokens.push(token);
    this.#tokens.set(token.token, token);
    this.touch();
  }

  addIdempotencyRecord(record: IdempotencyRecord): void {
    if (this.idempotencyRecord(record.shop, record.key) !== undefined) {
      this.state.idempotency = this.state.idempotency.filter(
        (one) => one.shop !== record.shop || one.key !== record.key,
      );
    }
    this.state.idempotency.push(record);
    this.#idempotency.set(`${record.shop}\n${record.key}`, record);
    this.touch();
  }

  addRequest(record: Omit<RequestRecord, 'id'>): RequestRecord {
    const kept: RequestRecord = { ...record, id: this.state.nextRequestId++ };
    const requests = this.state.requests;
    requests.push(kept);
    if (requests.length > REQUESTS_KEPT) requests.splice(0, REQUESTS_KEPT / 10);
    this.touch();
    return kept;
  }

  // --- indexes ----------------------------------------------------------------------------------

  #index(): void {
    for (const map of [this.#orders, this.#customers, this.#products, this.#variants, this.#locations]) map.clear();
    this.#ordersOfShop.clear();
    this.#ordersOfCustomer.clear();
    this.#shops = new Map(this.state.shops.map((shop) => [shop.domain, shop]));
    this.#tokens = new Map(this.state.tokens.map((token) => [token.token, token]));
    this.#idempotency = new Map(this.state.idempotency.map((record) => [`${record.shop}\n${record.key}`, record]));
    for (const order of this.state.orders) this.#indexOrder(order);
    for (const customer of this.state.customers) this.#customers.set(customer.id, customer);
    for (const product of this.state.products) this.#indexProduct(product);
    for (const location of this.state.locations) this.#locations.set(location.id, location);
  }

  #indexOrder(order: Order): void {
    this.#orders.set(order.id, order);
    append(this.#ordersOfShop, order.shop, order);
    if (order.customerId !== null) append(this.#ordersOfCustomer, order.customerId, order);
  }

  #indexProduct(product: Product): void {
    this.#products.set(product.id, product);
    for (const variant of product.variants) this.#variants.set(variant.id, { product, variant });
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
